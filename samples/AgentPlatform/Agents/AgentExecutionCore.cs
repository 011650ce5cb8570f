using AgentPlatform.Events;
using AgentPlatform.Threads;
using ExecutionContextGuard;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AgentPlatform.Agents;

/// <summary>The one place where agents run. It takes the interface, as its callers have it, and lets nothing but a real context through.</summary>
public sealed class AgentExecutionCore(
    AgentRegistry agents,
    IThreadStore threads,
    IAgentEventSink events,
    IOptions<AgentExecutionOptions> options,
    TimeProvider clock,
    ILogger<AgentExecutionCore> logger)
{
    public async Task<AgentAnswer> ExecuteAgentAsync(
        AgentRequest request,
        IUserExecutionContext userContext,
        CancellationToken cancellationToken = default)
    {
        var realContext = AgentExecutionGuard.EnsureReal<UserExecutionContext>(userContext);
        if (request.RunId != realContext.RunId)
        {
            throw new RunMismatchException(request.RunId, realContext.RunId);
        }

        threads.Claim(realContext);
        var agent = agents.CreateAgent(request.AgentName, realContext);
        var runEvents = new RunEvents(events, realContext, request.AgentName, clock);

        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await runEvents.PublishAsync(AgentEventTypes.Started, either.Token, text: request.Text);
            List<ChatMessage> conversation = [.. threads.Read(realContext).Select(ToChatMessage), new(ChatRole.User, request.Text)];
            var answer = await AgentRun.ToAnswerAsync(agent, conversation, runEvents, either.Token);

            threads.Append(realContext, new ThreadMessage(FromUser: true, request.Text));
            threads.Append(realContext, new ThreadMessage(FromUser: false, answer));
            await runEvents.PublishAsync(AgentEventTypes.Completed, either.Token, text: answer);
            return new AgentAnswer(realContext.ThreadId, realContext.RunId, answer);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var cause = timeout.IsCancellationRequested ? new TimeoutException($"It took longer than {options.Value.Timeout}.", exception) : exception;
            logger.LogError(cause, "Run {RunId} of agent {Agent} failed", realContext.RunId, request.AgentName);

            // What went wrong is for the log: an exception's text may carry what this user must not see.
            await runEvents.PublishAsync(AgentEventTypes.Error, cancellationToken, text: $"The agent failed. Ask again, or report run {realContext.RunId}.");
            throw new AgentRunFailedException(realContext.RunId, cause);
        }
    }

    private static ChatMessage ToChatMessage(ThreadMessage message)
    {
        return new ChatMessage(message.FromUser ? ChatRole.User : ChatRole.Assistant, message.Text);
    }
}
