// Marten's IMartenStorage: the schema. Left out: scripts, several databases.
namespace Marten;

/// <summary>The schema of a store.</summary>
public interface IMartenStorage
{
    /// <summary>The database of the store.</summary>
    IMartenDatabase Database { get; }

    /// <summary>Creates what is missing, under a lock, so that several hosts may start at once.</summary>
    Task ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate? @override = null);
}
