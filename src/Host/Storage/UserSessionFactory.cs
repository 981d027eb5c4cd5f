namespace Chat.Host.Storage;

internal sealed class UserSessionFactory(IDocumentStore store, CallScope scope) : ISessionFactory
{
    public IQuerySession QuerySession() => store.QuerySession(scope.Call.User.Id);
    public IDocumentSession OpenSession() => store.LightweightSession(scope.Call.User.Id);
}
