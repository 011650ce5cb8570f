using System.Net.WebSockets;
using System.Security.Claims;
using AgentPlatform.Agents;
using AgentPlatform.Events;
using AgentPlatform.Threads;

namespace AgentPlatform.Chat;

public static class ChatSocketEndpoint
{
    public static void MapChatSocket(this IEndpointRouteBuilder routes)
    {
        routes.Map("/ws", ServeAsync).RequireAuthorization();
    }

    private static async Task<IResult> ServeAsync(
        HttpContext http,
        ClaimsPrincipal principal,
        IThreadStore threads,
        UserContextFactory contexts,
        AgentExecutionCore core,
        UserSocketSink sockets,
        IHostApplicationLifetime lifetime)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            return Results.Problem("Connect with a web socket.", statusCode: StatusCodes.Status426UpgradeRequired);
        }

        // The run stops when the client goes away and when the server stops; nobody would read its answer.
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        using var webSocket = await http.WebSockets.AcceptWebSocketAsync();
        var connectionContext = contexts.ForNewRun(principal, threads.Start(UserContextFactory.UserIdOf(principal)));
        using var supervisor = new AgentSupervisor(core, connectionContext);
        var socket = new UserSocket(webSocket);
        var session = new ChatSession(principal, connectionContext, threads, contexts, supervisor, socket);

        sockets.Add(connectionContext.UserId, socket);
        var writing = socket.WriteLoopAsync(closing.Token);
        try
        {
            await session.RunAsync(new SocketReader(webSocket), closing.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The client or the server went away in the middle of something: there is nobody left to tell.
        }
        finally
        {
            sockets.Remove(connectionContext.UserId, socket);
            socket.Complete();
        }

        await CloseAsync(webSocket, writing);
        return Results.Empty;
    }

    private static async Task CloseAsync(WebSocket webSocket, Task writing)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await writing.WaitAsync(patience.Token);
            await webSocket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            webSocket.Abort();
        }
    }
}
