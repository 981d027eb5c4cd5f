// Marten's exceptions, those that the slices and the error map name. Left out: their further constructors and members.
using Npgsql;

namespace Marten;

/// <summary>A failure of the store.</summary>
public class MartenException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The database refused or could not run a command; the inner exception is Npgsql's.</summary>
public sealed class MartenCommandException(NpgsqlCommand? command, Exception inner) : MartenException("A database command failed.", inner)
{
    /// <summary>The command, when it was a single one.</summary>
    public NpgsqlCommand? Command { get; } = command;
}

/// <summary>An inserted document has an id or a unique value that exists.</summary>
public sealed class DocumentAlreadyExistsException(Exception? inner, Type docType, object id)
    : MartenException($"{docType.Name} {id} exists already.", inner);

/// <summary>An updated document does not exist.</summary>
public sealed class NonExistentDocumentException(Type docType, object id) : MartenException($"{docType.Name} {id} does not exist.");

/// <summary>A started stream exists already.</summary>
public sealed class ExistingStreamIdCollisionException(object id, Type aggregateType, Exception? inner = null)
    : MartenException($"Stream {id} of {aggregateType.Name} exists already.", inner);

/// <summary>The stream's lock was not to be had within the command timeout.</summary>
public sealed class StreamLockedException(object streamId, Exception? inner) : MartenException($"Stream {streamId} is locked.", inner);

/// <summary>Something has changed since it was read.</summary>
public class ConcurrencyException(string message) : Exception(message);

/// <summary>A stream has moved since it was fetched.</summary>
public sealed class EventStreamUnexpectedMaxEventIdException(object id, Type aggregateType, long expected, long actual)
    : ConcurrencyException($"Stream {id} of {aggregateType.Name} is at {actual}, not at {expected}.");
