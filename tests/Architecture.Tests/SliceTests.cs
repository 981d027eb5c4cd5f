using System.Text.RegularExpressions;

namespace Architecture.Tests;

public sealed class SliceTests
{
    private static readonly (Type Type, IReadOnlySet<Type> Names)[] All = [.. Slice.Types.Select(type => (type, Dependencies.Of(type)))];

    [Fact]
    public void A_slice_imports_no_other_slice()
    {
        var slices = All.Where(one => Slice.Of(one.Type) is not null).ToList();
        slices.Select(one => Slice.Of(one.Type)).Distinct().Count().ShouldBe(Slice.All.Count);

        Crossing(slices, (own, other) => Slice.Of(other) is { } slice && slice != Slice.Of(own)).ShouldBeEmpty();
    }

    [Fact]
    public void The_source_of_a_slice_names_no_other_slice_either()
    {
        // Constants of another slice would leave no trace in the compiled code.
        foreach (var slice in Slice.All)
        {
            var others = string.Join('|', Slice.All.Where(other => other != slice).Select(other => other.Name));
            var pattern = new Regex($@"\b({others})\b[.;]|\b({others})(Command|Query|Handler|Validator|Endpoint|Decision|Sql|Json)\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
            Repository.Sources("src/Features").Where(source => source.Path.StartsWith(slice.Folder + "/", StringComparison.Ordinal))
                .LinesThat(line => pattern.IsMatch(line))
                .ShouldBeEmpty();
        }
    }

    [Fact]
    public void Shared_imports_no_area()
    {
        var shared = All.Where(one => Slice.AreaOf(one.Type) == "Shared").ToList();
        shared.Count.ShouldBeGreaterThan(20);

        Crossing(shared, (_, other) => Slice.AreaOf(other) is { } area && area != "Shared").ShouldBeEmpty();
    }

    [Fact]
    public void An_area_imports_only_Shared_and_what_lies_at_the_root_of_another_area()
    {
        var areas = All.Where(one => Slice.AreaOf(one.Type) is not (null or "Shared")).ToList();
        areas.Select(one => Slice.AreaOf(one.Type)).Distinct().ShouldBe(["Drafts", "Live", "Messages", "Search", "Sessions", "Statistics", "Transfer", "Users"], ignoreOrder: true);
        // Some uses must be found, or the code was not read.
        Crossing(areas, (own, other) => Slice.AreaOf(other) is { } area && area != "Shared" && area != Slice.AreaOf(own)).ShouldNotBeEmpty();

        Crossing(areas, (own, other) => Slice.AreaOf(other) != Slice.AreaOf(own) && Slice.Of(other) is not null).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_in_the_features_knows_the_host()
    {
        var referenced = typeof(Chat.Features.FeaturesSetup).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name).ToList();
        referenced.ShouldContain("FluentValidation");

        referenced.ShouldNotContain("Chat.Host");
        referenced.ShouldNotContain("Chat.EmbeddedPostgres");
    }

    private static IReadOnlyList<string> Crossing(IEnumerable<(Type Type, IReadOnlySet<Type> Names)> types, Func<Type, Type, bool> isCrossing) =>
        [.. from one in types from other in one.Names where isCrossing(one.Type, other) select $"{one.Type.FullName} names {other.FullName}"];
}
