using System.Text.RegularExpressions;

namespace Chat.Host.Routing;

/// <summary>
/// Keeps addresses that the service writes under the path prefix of a proxy: <c>CHAT_PATH_BASE</c>, or the <c>X-Forwarded-Prefix</c> of a
/// trusted proxy. The proxy may remove the prefix from the path or not.
/// </summary>
internal static partial class PathBaseSetup
{
    private const string Setting = "Chat:PathBase";

    /// <summary>Accepts nothing, or plain segments as in <c>/chat</c>: no slash at the end, no <c>..</c>, nothing to encode.</summary>
    public static bool IsPathBase(string text) => text.Length == 0 || Plain().IsMatch(text);

    public static PathString PathBase(this WebApplication app) => app.Configuration[Setting];

    public static void UsePathBase(this WebApplication app)
    {
        var pathBase = app.PathBase();
        if (pathBase.HasValue || app.TrustsProxies())
            app.Use((context, next) =>
            {
                Apply(context.Request, pathBase);
                return next(context);
            });
    }

    // Not the framework's UsePathBase: without the prefix in the path, the addresses in its answers have none either.
    private static void Apply(HttpRequest request, PathString pathBase)
    {
        if (!request.PathBase.HasValue || !IsPathBase(request.PathBase.Value)) // A proxy may pass on what a client sent.
            request.PathBase = pathBase;
        if (pathBase.HasValue && request.Path.StartsWithSegments(pathBase, StringComparison.Ordinal, out var rest))
            request.Path = rest;
    }

    [GeneratedRegex(@"^(/[A-Za-z0-9_~-][A-Za-z0-9_~.-]{0,63}){1,8}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plain();
}
