namespace Features.Tests.Sessions;

public sealed partial class ListSessionsTests
{
    /// <summary>A title, a search, and whether the search finds it.</summary>
    public static TheoryData<string, string, bool> Searches => new()
    {
        { "Weekly report", "report", true },
        { "Weekly report", "Weekly report", true },
        { "Weekly report", "WEEKLY", true },
        { "Weekly report", "kly rep", true },
        { "Weekly report", " ", true },
        { "Weekly", " ", false },
        { "Weekly report", " report ", false },
        { "Weekly report", "weekly  report", false },
        { "Weekly report", "reports", false },
        { "Weekly report", "Weekly report and more", false },
        { "Weekly report", "%", false },
        { "Weekly report", "_", false },
        { "Weekly report", "W%t", false },
        { "Weekly report", "repor_", false },
        { "Weekly report", "\\", false },
        { "100% sure", "100%", true },
        { "100% sure", "0% S", true },
        { "1000 sure", "100%", false },
        { "snake_case", "e_c", true },
        { "snakescase", "e_c", false },
        { "C:\\temp\\new", "\\TEMP\\", true },
        { "C:\\temp", "\\\\", false },
        { "50\\% off", "\\%", true },
        { "50% off", "\\%", false },
        { "Why? Because", "?", true },
        { "Why: because", "?", false },
        { "It's 'quoted'", "'QUOTED'", true },
        { "Title", "'; drop table mt_doc_chatsession; --", false },
        { "a @p0 :x $1 ? b", "@P0 :X $1 ?", true },
        { "[a-z]* (b|c)+", "[a-z]*", true },
        { "abc", "[a-z]*", false },
        { "ÄRGER im Büro", "ärger im BÜRO", true },
        { "Arger", "ärger", true },
        { "Café", "CAFE\u0301", true },
        { "Cafe\u0301", "café", true },
        { "한국어 연습", "\u1112\u1161\u11AB국", true },
        { "각", "가", false },
        { "Straße", "STRASSE", true },
        { "STRASSE", "straẞe", true },
        { "İstanbul", "istanbul", true },
        { "ısı", "ISI", true },
        { "ＡＢＣ １２", "abc 12", true },
        { "é", "\u0301", false },
        { "ПРИВЕТ мир", "привет МИР", true },
        { "ΟΔΥΣΣΕΎΣ", "οδυσσεύσ", true },
        { "οδυσσεύς", "ΟΔΥΣΣΕΎΣ", true },
        { "Łódź", "łÓDŹ", true },
        { "𐐀𐐁 Deseret", "𐐨𐐩", true },
        { "会議の記録", "議の", true },
        { "Party 🎉 plan", "🎉", true },
        { "Party 🎉 plan", "🎊", false },
        { "قائمة المشتريات", "المشتريات", true },
        { "e\u0301tude", "E\u0301TUDE", true },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Search_is_a_substring_of_the_folded_title_without_wildcards(string title, string search, bool found)
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync(title);
        await user.CreateAsync("—");

        (await user.GetAsync($"{ApiClient.Base}?search={Uri.EscapeDataString(search)}"))
            .ShouldBeOk(found ? Page([session.Json], total: 1) : Page([], total: 0));
    }
}
