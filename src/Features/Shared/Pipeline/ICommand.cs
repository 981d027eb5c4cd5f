using MediatR;

namespace Chat.Features.Shared.Pipeline;

/// <summary>A request that may change the user's data: it waits for its turn and is committed once, by the pipeline.</summary>
/// <typeparam name="TResponse">What the command answers.</typeparam>
public interface ICommand<out TResponse> : IRequest<TResponse>, ICommand;

/// <summary>A command whatever its response is.</summary>
public interface ICommand
{
    /// <summary>
    /// Null for a command that locks the user's stream: it runs alone among those of its user. One that locks less names one of
    /// a few lanes, 0, 1, 2 …, and runs alone in that: it neither waits for the others nor keeps them waiting, and the lanes
    /// bound the connections that one user can hold.
    /// </summary>
    int? Lane => null;
}
