// Stands for Carter.CarterConfigurator of Carter 10. Left out: finding modules by scanning assemblies (Carter's scan
// sees public types only, ours are internal, so they are named), validators and response negotiators.

namespace Carter;

/// <summary>Names what Carter registers.</summary>
public sealed class CarterConfigurator
{
    internal CarterConfigurator()
    {
    }

    internal List<Type> ModuleTypes { get; } = [];

    /// <summary>Registers these modules, and no others.</summary>
    /// <param name="modules">Concrete types that implement <see cref="ICarterModule"/>.</param>
    /// <exception cref="ArgumentException">One of them is no module.</exception>
    public CarterConfigurator WithModules(params Type[] modules)
    {
        if (modules.FirstOrDefault(module => !module.IsAssignableTo(typeof(ICarterModule))) is { } stranger)
            throw new ArgumentException($"{stranger} is no {nameof(ICarterModule)}.", nameof(modules));
        ModuleTypes.AddRange(modules);
        return this;
    }

    /// <summary>Leaves validators alone; here that is always so.</summary>
    public CarterConfigurator WithEmptyValidators() => this;
}
