using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests;

public sealed class OrderAgentTests : AgentTestBase
{
    [Fact]
    public async Task Finds_an_order()
    {
        var answer = await Platform.Core.ExecuteAgentAsync(Ask("Where is order 1001?"), UserContext);

        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
    }

    [Fact]
    public async Task Reads_the_number_out_of_a_sentence()
    {
        Platform.Orders.Add(UserContext.UserId, "42", "lost");

        var answer = await Platform.Core.ExecuteAgentAsync(Ask("Hello! My order, number 42, has not arrived."), UserContext);

        Assert.Equal("Order 42 of user-123 is lost.", answer.Text);
    }

    [Fact]
    public void Is_made_for_a_context()
    {
        Assert.Equal("orders", Platform.Agents.CreateAgent("orders", UserContext).Name);
    }
}
