namespace Architecture.Tests;

/// <summary>Tests lie in the folder that has the name of what they test.</summary>
public sealed class TestRoomTests
{
    private const string Tests = "tests/Features.Tests";

    /// <summary>Tests of the whole service, and the helpers of all tests.</summary>
    private static readonly string[] OfTheWhole = ["Concurrency", "Conversations", "Hostile", "Support"];

    private static readonly (string Room, string Type)[] Types =
        [.. Repository.Sources("src/Features", "src/Host").Select(source => (RoomOf(source.Path), TypeOf(source.Path)))];

    [Fact]
    public void Every_folder_of_tests_mirrors_an_area_or_a_room_of_src()
    {
        var rooms = Types.Select(type => type.Room).ToHashSet(StringComparer.Ordinal);
        rooms.ShouldContain("Messages");
        rooms.ShouldContain("Pipeline");
        rooms.ShouldContain("Startup");

        var folders = Repository.Sources(Tests).Select(source => source.Path.Split('/')[2]).Distinct().ToList();

        folders.ShouldBeSubsetOf(rooms.Concat(OfTheWhole));
    }

    [Fact]
    public void A_test_class_with_the_name_of_a_type_lies_in_the_room_of_the_type()
    {
        var rooms = Types.ToLookup(type => type.Type + "Tests", type => type.Room, StringComparer.Ordinal);
        var named = Repository.Sources(Tests).Where(source => rooms.Contains(TypeOf(source.Path))).ToList();
        named.Count.ShouldBeGreaterThan(10);

        named.Where(source => !rooms[TypeOf(source.Path)].Contains(source.Path.Split('/')[2])).Select(source => source.Path).ShouldBeEmpty();
    }

    /// <summary><c>Pipeline</c> of <c>src/Features/Shared/Pipeline/UserGate.cs</c>; empty for a file outside of any.</summary>
    private static string RoomOf(string path) => path.Split('/')[2..^1] switch
    {
        ["Shared", var room, ..] => room,
        ["Shared"] or [] => "",
        [var room, ..] => room,
    };

    /// <summary><c>UserGate</c> of <c>…/UserGate.cs</c> and of <c>…/UserGate.Patience.cs</c>.</summary>
    private static string TypeOf(string path) => Path.GetFileName(path).Split('.')[0];
}
