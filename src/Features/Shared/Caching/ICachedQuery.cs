namespace Chat.Features.Shared.Caching;

/// <summary>
/// A query whose answer follows from the query, the user and the user's stored data alone, whoever asks for the user and
/// whenever: it may be given again for as long as the database says that nothing of the user has changed.
/// </summary>
/// <typeparam name="TResponse">What the query answers.</typeparam>
public interface ICachedQuery<out TResponse> : IQuery<TResponse>, ICachedQuery where TResponse : JsonAnswer;

/// <summary>Marks such a query whatever its response is. Two queries that are equal have the same answer.</summary>
public interface ICachedQuery;
