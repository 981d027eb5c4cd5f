namespace Chat.Web.Sessions;

/// <summary>Which sessions the list shows.</summary>
/// <param name="AgentType">Null for all.</param>
/// <param name="IsActive">Null for all.</param>
/// <param name="Title">A text in the title; empty for all. Only the service knows what it finds.</param>
public sealed record SessionFilter(AgentType? AgentType = null, bool? IsActive = true, string Title = "")
{
    /// <summary>Whether a session is shown, as far as this page can tell: not by its title.</summary>
    public bool Takes(Session session) =>
        (AgentType is null || session.AgentType == AgentType) && (IsActive is null || session.IsActive == IsActive);
}
