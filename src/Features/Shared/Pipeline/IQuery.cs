namespace Chat.Features.Shared.Pipeline;

/// <summary>A request that only reads.</summary>
/// <typeparam name="TResponse">What the query answers.</typeparam>
public interface IQuery<out TResponse> : IRequest<TResponse>;
