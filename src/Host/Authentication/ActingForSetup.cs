using Chat.Features.Shared.Errors;
using Chat.Features.Shared.Http;
using Chat.Features.Shared.Users;

namespace Chat.Host.Authentication;

/// <summary>Decides whom a call with a valid token works for: the user of the token, or the user whom an agent names.</summary>
internal static class ActingForSetup
{
    /// <summary>The header in which an agent names the user.</summary>
    public const string Header = "On-Behalf-Of";

    /// <summary>Call it when the token has been verified.</summary>
    public static void UseActingFor(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Features.Get<TokenIdentity>() is { } identity)
            context.RequestServices.GetRequiredService<CurrentUser>().Become(UserOf(context, identity), identity.Agent, identity.Until);
        return next(context);
    });

    private static string UserOf(HttpContext context, TokenIdentity identity)
    {
        var named = context.Request.Headers[Header];
        if (identity.Agent is null)
            return named.Count == 0 ? identity.Subject : throw new ForbiddenException($"{Header} is for agents; a user acts for nobody else");
        if (context.GetEndpoint()?.Metadata.GetMetadata<AgentsMayCall>() is null)
            throw new ForbiddenException("An agent may not do this");
        return named is [{ } user] && Subject.IsValid(user)
            ? user
            : throw new InvalidRequestException("on_behalf_of", $"{Header} must be given once, with the id of the user whom the agent acts for");
    }
}
