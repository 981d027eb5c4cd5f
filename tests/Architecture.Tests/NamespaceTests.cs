using System.Reflection;
using Chat.EmbeddedPostgres;
using Chat.Features;
using Chat.Host;

namespace Architecture.Tests;

/// <summary>No namespace of ours is that of a package.</summary>
public sealed class NamespaceTests
{
    private static readonly Assembly[] Ours = [typeof(FeaturesSetup).Assembly, typeof(ChatHost).Assembly, typeof(PostgresServer).Assembly, typeof(ApiClient).Assembly, typeof(NamespaceTests).Assembly];

    // The namespaces of our projects; generated code in our assemblies has others.
    private static readonly string[] Roots = ["Chat.", "Architecture.Tests.", "Features.Tests."];

    [Fact]
    public void No_type_lies_in_a_namespace_of_a_package()
    {
        var packages = Delivered().SelectMany(assembly => assembly.GetExportedTypes()).Select(type => type.Namespace).OfType<string>().ToHashSet(StringComparer.Ordinal);
        packages.ShouldContain("Marten");
        packages.ShouldContain("Carter");
        packages.ShouldContain("JasperFx.Events");
        packages.ShouldContain("Weasel.Postgresql");
        packages.ShouldContain("MediatR");

        foreach (var type in Ours.SelectMany(assembly => assembly.GetTypes()).Where(type => type.Namespace is not null && !IsGenerated(type)))
        {
            packages.ShouldNotContain(type.Namespace!, type.FullName);
            Roots.ShouldContain(root => (type.Namespace + ".").StartsWith(root, StringComparison.Ordinal), type.FullName);
        }
    }

    [Fact]
    public void The_host_is_delivered_with_Marten_and_Carter()
    {
        var dependencies = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Chat.Host.deps.json"));

        dependencies.ShouldContain("\"Marten/9.58.0\"");
        dependencies.ShouldContain("\"Carter/10.0.0\"");
    }

    /// <summary>The assemblies of packages.</summary>
    private static IEnumerable<Assembly> Delivered() =>
        from name in new[] { "Marten", "Carter", "JasperFx", "JasperFx.Events", "Weasel.Core", "Weasel.Postgresql", "Weasel.Storage", "MediatR", "FluentValidation", "Npgsql" }
        select Assembly.Load(name);

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)) || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute)) || type.DeclaringType is not null;
}
