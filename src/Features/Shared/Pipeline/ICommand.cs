using MediatR;

namespace Chat.Features.Shared.Pipeline;

/// <summary>A request that may change the user's data: it runs alone among the user's commands and is committed once, by the pipeline.</summary>
/// <typeparam name="TResponse">What the command answers.</typeparam>
public interface ICommand<out TResponse> : IRequest<TResponse>, ICommand;

/// <summary>Marks a command whatever its response is.</summary>
public interface ICommand;
