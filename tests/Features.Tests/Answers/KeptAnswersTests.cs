using Chat.Features.Messages.ListMessages;
using Chat.Features.Sessions.ListSessions;
using Chat.Features.Shared.Caching;
using Chat.Features.Shared.Configuration;
using Chat.Features.Shared.Json;
using Microsoft.Extensions.Options;

namespace Features.Tests.Answers;

public sealed class KeptAnswersTests
{
    private static readonly ListMessagesQuery Query = new(SessionId: 1, Page: 1, PageSize: 50);
    private static readonly StreamStamp Stamp = new(3, new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), Grows: false);

    private readonly ManualTime _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void An_answer_is_found_by_its_user_its_stamp_and_its_query()
    {
        var kept = Kept();
        var answer = Answer(10);
        kept.Add("ada", Stamp, Query, answer);

        kept.Find("ada", Stamp, Query with { }).ShouldBeSameAs(answer);
        kept.Find("ada", Stamp, Query with { Page = 2 }).ShouldBeNull();
        kept.Find("bob", Stamp, Query).ShouldBeNull();
        kept.Find("ada", Stamp, new ListSessionsQuery(1, 50)).ShouldBeNull();
    }

    [Fact]
    public void Another_stamp_lets_go_of_all_that_the_user_had()
    {
        foreach (var other in new[] { Stamp with { Version = 4 }, Stamp with { ChangedAt = Stamp.ChangedAt.AddMicroseconds(1) }, Stamp with { Version = 2 } })
        {
            var kept = Kept();
            kept.Add("ada", Stamp, Query, Answer(10));

            kept.Find("ada", other, Query).ShouldBeNull();

            kept.Bytes.ShouldBe(0);
        }
    }

    [Fact]
    public void An_answer_is_not_kept_beside_those_of_another_stamp()
    {
        var kept = Kept();
        kept.Add("ada", Stamp with { Version = 4 }, Query, Answer(10));

        kept.Add("ada", Stamp, Query with { Page = 2 }, Answer(10));

        kept.Find("ada", Stamp with { Version = 4 }, Query with { Page = 2 }).ShouldBeNull();
    }

    [Fact]
    public void After_a_minute_an_answer_is_read_anew()
    {
        var kept = Kept();
        kept.Add("ada", Stamp, Query, Answer(10));

        _time.Shift(ResponseCache.LongestUse);
        kept.Find("ada", Stamp, Query).ShouldNotBeNull();
        _time.Shift(TimeSpan.FromTicks(1));
        kept.Find("ada", Stamp, Query).ShouldBeNull();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(30_000)]
    [InlineData(200_000)]
    public void All_answers_together_stay_within_their_memory(int length)
    {
        var kept = Kept(megabytes: 1);
        for (var n = 0; n < 3_000; n++)
        {
            kept.Add($"user {n % 700}", Stamp, Query with { Page = n }, Answer(length));
            kept.Find($"user {n % 7}", Stamp, Query);
            kept.Bytes.ShouldBeLessThanOrEqualTo(1024 * 1024);
        }
    }

    [Fact]
    public void Who_comes_back_is_kept_longer_than_who_does_not()
    {
        var kept = Kept(megabytes: 1);
        kept.Add("ada", Stamp, Query, Answer(1_000));
        kept.Add("bob", Stamp, Query, Answer(1_000));
        for (var n = 0; n < 2_000; n++)
        {
            kept.Add($"user {n}", Stamp, Query, Answer(1_000));
            kept.Find("ada", Stamp, Query).ShouldNotBeNull();
        }

        kept.Find("bob", Stamp, Query).ShouldBeNull();
    }

    [Fact]
    public void Of_one_user_only_the_last_answers_are_kept()
    {
        var kept = Kept();
        for (var page = 1; page <= ResponseCache.MostOfAUser + 1; page++)
            kept.Add("ada", Stamp, Query with { Page = page }, Answer(10));

        kept.Find("ada", Stamp, Query with { Page = 1 }).ShouldBeNull();
        kept.Find("ada", Stamp, Query with { Page = 2 }).ShouldNotBeNull();
    }

    [Fact]
    public void Large_answers_are_not_kept()
    {
        var kept = Kept();

        kept.Add("ada", Stamp, Query, Answer(ResponseCache.Largest));

        kept.Bytes.ShouldBe(0);
    }

    [Fact]
    public void A_text_to_search_for_counts_as_well()
    {
        var kept = Kept();

        kept.Add("ada", Stamp, new ListSessionsQuery(1, 10, Search: new string('x', 5_000)), Answer(10));

        kept.Bytes.ShouldBeGreaterThan(10_000);
    }

    private ResponseCache Kept(int megabytes = 32) => new(Options.Create(new ChatOptions { ReadCacheMb = megabytes }), _time);

    private static Bytes Answer(int length)
    {
        var answer = new Bytes(new byte[length]);
        answer.Keep();
        return answer;
    }

    private sealed class Bytes(byte[] bytes) : JsonAnswer
    {
        protected override ReadOnlyMemory<byte>[] Parts() => [bytes];
    }
}
