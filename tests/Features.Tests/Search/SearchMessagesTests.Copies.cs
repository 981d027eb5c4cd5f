using Features.Tests.Transfer;

namespace Features.Tests.Search;

public sealed partial class SearchMessagesTests
{
    [Fact]
    public async Task Copies_of_a_fork_are_found_in_it_and_the_source_in_its_own()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync("source")).Id;
        await user.SayAsync(session, "word one");
        var draft = (await user.DraftAsync(session, "word draft")).Id;
        (await user.AppendAsync(session, draft, " growing")).Ok();
        var grown = (await user.SayAsync(session, "word two")).Id;
        (await user.AppendAsync(session, grown, " grown")).Ok();
        await user.SayAsync(session, "word behind");

        var fork = (await user.PostAsync($"{Calls.Path(session)}/fork", new { up_to_sequence = 3, title = "word title" })).Id;

        (await user.FindAsync("word", $"&session_id={fork}")).ShouldBe(["title: word title", "word two grown", "word draft growing", "word one"]);
        (await user.FindAsync("growing")).ShouldBe(["word draft growing"]);
        (await user.FindAsync("word", $"&session_id={session}")).ShouldBe(["word behind", "word two grown", "word one"]);
        await new SearchData(chat.ConnectionString).CoverAsync(user, session);
        (await user.FindAsync("word", $"&session_id={fork}")).ShouldBe(["title: word title", "word two grown", "word draft growing", "word one"]);
    }

    [Fact]
    public async Task What_is_imported_is_found()
    {
        var source = chat.NewUser();
        var session = (await source.CreateAsync("imported title")).Id;
        await source.SayAsync(session, "imported message");
        await source.SayAsync(session, "…");
        var user = chat.NewUser();

        await user.ImportedAsync(await source.ExportAsync());

        (await user.FindAsync("imported")).ShouldBe(["imported message", "title: imported title"]);
    }
}
