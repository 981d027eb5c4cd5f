namespace Chat.Host.Storage;

/// <summary>Opens storage sessions for the user of the scope: nothing of another tenant can be loaded through them.</summary>
internal sealed class UserSessionFactory(IDocumentStore store, CallScope scope) : ISessionFactory
{
    public IQuerySession QuerySession() => store.QuerySession(scope.Call.User.Id);

    public IDocumentSession OpenSession() => store.LightweightSession(scope.Call.User.Id);
}
