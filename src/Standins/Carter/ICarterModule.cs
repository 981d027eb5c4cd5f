// Stands for Carter.ICarterModule of Carter 10; nothing is left out.

using Microsoft.AspNetCore.Routing;

namespace Carter;

/// <summary>Maps the endpoints of one use case. Made once, by the root container.</summary>
public interface ICarterModule
{
    /// <summary>Adds the module's endpoints.</summary>
    /// <param name="app">Where to map them.</param>
    void AddRoutes(IEndpointRouteBuilder app);
}
