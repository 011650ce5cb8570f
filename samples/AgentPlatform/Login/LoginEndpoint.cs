namespace AgentPlatform.Login;

public static class LoginEndpoint
{
    public sealed record LoginRequest(string? Name, string? Password);

    public sealed record LoginResponse(string Token);

    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/login", (LoginRequest body, UserStore users, TokenIssuer tokens) =>
            body is { Name: { } name, Password: { } password } && users.SignIn(name, password) is { } account
                ? Results.Ok(new LoginResponse(tokens.Issue(account)))
                : Results.Problem("The name or the password is wrong.", statusCode: StatusCodes.Status401Unauthorized));
    }
}
