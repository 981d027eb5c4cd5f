// Marten's ISessionFactory: how a scope gets its sessions.
namespace Marten;

/// <summary>Opens the sessions of a scope.</summary>
public interface ISessionFactory
{
    /// <summary>Opens a read-only session.</summary>
    IQuerySession QuerySession();

    /// <summary>Opens a unit of work.</summary>
    IDocumentSession OpenSession();
}
