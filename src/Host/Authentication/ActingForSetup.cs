namespace Chat.Host.Authentication;

/// <summary>Sets the current user: the token's subject, or the user whom an agent names in <c>On-Behalf-Of</c>.</summary>
internal static class ActingForSetup
{
    public const string Header = "On-Behalf-Of";

    public static void UseActingFor(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Features.Get<TokenIdentity>() is { } identity && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null)
            context.RequestServices.GetRequiredService<CallScope>().Call = new CallContext(new CurrentUser(UserOf(context, identity), identity.Agent, identity.Until));
        return next(context);
    });

    /// <summary>The user in the header; null when it is absent or invalid.</summary>
    public static string? NamedBy(HttpRequest request) => request.Headers[Header] is [{ } user] ? Subject.Decode(user) : null;

    private static string UserOf(HttpContext context, TokenIdentity identity)
    {
        if (identity.Agent is null)
        {
            return context.Request.Headers.ContainsKey(Header)
                ? throw new ForbiddenException($"{Header} is for agents; a user acts for nobody else")
                : identity.Subject;
        }
        if (NamedBy(context.Request) is not { } user)
        {
            throw new InvalidRequestException(Header, context.Request.Headers[Header] is [{ Length: > 0 }]
                ? $"{Header} must be a user id, percent-encoded as UTF-8 where it is not plain ASCII without %"
                : $"{Header} must be given once, with the id of the user whom the agent acts for");
        }
        return context.GetEndpoint()?.Metadata.GetMetadata<AgentsMayCall>() is not null
            ? user
            : throw new ForbiddenException("An agent may not do this");
    }
}
