using System.Security.Claims;
using System.Text.Json;
using AgentPlatform.Agents;
using AgentPlatform.Events;
using AgentPlatform.Threads;

namespace AgentPlatform.Chat;

/// <summary>One connection of one user: reads messages and runs an agent for each.</summary>
internal sealed class ChatSession(
    ClaimsPrincipal principal,
    UserExecutionContext connectionContext,
    IThreadStore threads,
    UserContextFactory contexts,
    AgentSupervisor supervisor,
    UserSocket socket)
{
    public async Task RunAsync(SocketReader reader, CancellationToken cancellationToken)
    {
        await socket.SendAsync(new ConnectionReady(connectionContext.UserId, connectionContext.ThreadId), cancellationToken);
        while (true)
        {
            try
            {
                if (await reader.ReadAsync(cancellationToken) is not { } input)
                {
                    return;
                }

                await AnswerAsync(input, cancellationToken);
            }
            catch (JsonException)
            {
                await TellAsync("""That is no message. Send {"type":"chat","text":"..."}.""", cancellationToken);
            }
            catch (InvalidDataException exception)
            {
                // The rest of that message is still to come and cannot be told from the next one, so the connection ends here.
                await TellAsync(exception.Message, cancellationToken);
                return;
            }
        }
    }

    private async Task AnswerAsync(ChatInput input, CancellationToken cancellationToken)
    {
        if (input.Type != "chat" || string.IsNullOrWhiteSpace(input.Text))
        {
            await TellAsync("""Send {"type":"chat","text":"..."} with a text.""", cancellationToken);
            return;
        }

        try
        {
            var threadId = ThreadChoice.For(principal, input.ThreadId ?? connectionContext.ThreadId, threads);
            var userContext = contexts.ForNewRun(principal, threadId);
            var request = new AgentRequest(userContext.RunId, input.Agent ?? OrderAgent.Name, input.Text);
            await supervisor.RunAgentAsync(request, userContext, cancellationToken);
        }
        catch (Exception exception) when (exception is ThreadNotFoundException or AgentNotFoundException)
        {
            await TellAsync(exception.Message, cancellationToken);
        }
        catch (AgentRunFailedException)
        {
            // The core has logged it and has sent agent_error; the connection lives on for the next message.
        }
    }

    private Task TellAsync(string message, CancellationToken cancellationToken) => socket.SendAsync(new ChatProblem(message), cancellationToken);
}
