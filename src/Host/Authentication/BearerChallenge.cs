using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Chat.Host.Authentication;

/// <summary>The 401 to a token that is refused (RFC 6750, 3). It tells one reason only: that the token expired.</summary>
internal static class BearerChallenge
{
    public static async Task AnswerAsync(JwtBearerChallengeContext context)
    {
        // Without a token there is nothing to explain: the framework answers with the scheme alone.
        if (context.AuthenticateFailure is not { } failure)
            return;
        var reason = failure is SecurityTokenExpiredException ? "The token expired" : "The token is not valid";
        var (call, response) = (context.HttpContext, context.Response);
        context.HandleResponse();
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = $"Bearer error=\"invalid_token\", error_description=\"{reason}\"";
        await call.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(
            new() { HttpContext = call, ProblemDetails = new Problem(StatusCodes.Status401Unauthorized, reason) });
    }
}
