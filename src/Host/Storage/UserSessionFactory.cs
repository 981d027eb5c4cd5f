namespace Chat.Host.Storage;

/// <summary>Opens storage sessions for the user of the scope: nothing of another tenant can be loaded through them.</summary>
internal sealed class UserSessionFactory(IDocumentStore store, CurrentUser user) : ISessionFactory
{
    public IQuerySession QuerySession() => store.QuerySession(user.Id);

    public IDocumentSession OpenSession() => store.LightweightSession(user.Id);
}
