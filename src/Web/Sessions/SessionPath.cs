using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Chat.Web.Sessions;

/// <summary>The addresses of conversations in the page.</summary>
internal static class SessionPath
{
    public static string Of(long id) => string.Create(CultureInfo.InvariantCulture, $"sessions/{id}");

    /// <summary>At a message.</summary>
    public static string Of(long id, long sequence) => string.Create(CultureInfo.InvariantCulture, $"sessions/{id}?at={sequence}");

    /// <returns>The session that is open; null on other pages.</returns>
    public static long? IdOf(NavigationManager navigation)
    {
        var path = navigation.ToBaseRelativePath(navigation.Uri).Split('?', '#')[0];
        return path.StartsWith("sessions/", StringComparison.Ordinal) && long.TryParse(path["sessions/".Length..], CultureInfo.InvariantCulture, out var id) ? id : null;
    }
}
