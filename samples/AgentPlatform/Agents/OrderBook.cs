using System.Collections.Concurrent;

namespace AgentPlatform.Agents;

/// <summary>Orders by user. A look-up sees one user's orders only, whatever number it is asked for.</summary>
public sealed class OrderBook
{
    private readonly ConcurrentDictionary<(string UserId, string Number), string> _orders = new();

    public OrderBook Add(string userId, string number, string status)
    {
        _orders[(userId, number)] = status;
        return this;
    }

    public string? Status(string userId, string number) => _orders.GetValueOrDefault((userId, number));
}
