using System.ComponentModel;
using Microsoft.Extensions.AI;

namespace AgentPlatform.Agents;

/// <summary>Answers questions about orders with one tool. The user comes from the context; the model only says which order.</summary>
public static class OrderAgent
{
    public const string Name = "orders";

    public const string ToolName = "look_up_order";

    public static ToolCallingAgent Create(IChatClient model, OrderBook orders, UserExecutionContext userContext)
    {
        var lookUp = AIFunctionFactory.Create(
            ([Description("the number of the order")] string number) => Describe(orders, userContext.UserId, number),
            ToolName,
            "Looks up an order of the signed-in user.");
        return new ToolCallingAgent(Name, model, [lookUp]);
    }

    private static string Describe(OrderBook orders, string userId, string number)
    {
        return orders.Status(userId, number) is { } status
            ? $"Order {number} of {userId} is {status}."
            : $"{userId} has no order {number}.";
    }
}
