using Chat.Features.Messages;
using Chat.Features.Sessions;
using Chat.Features.Shared.Idempotency;
using Chat.Features.Shared.Users;
using Chat.Features.Statistics;

namespace Chat.Host.Storage;

/// <summary>
/// The documents: their tables, all with row-level security, and how much room these leave. Every command updates the user's
/// statistics and a session; with room on the page for the next version of a row, the update stays on the page, and a vacuum
/// that starts early keeps that room free (docs/adr/0012-where-the-time-goes.md).
/// </summary>
internal static class DocumentTypes
{
    private static readonly Type[] All =
    [
        typeof(ChatMessage), typeof(ChatSession), typeof(IdempotentAnswer), typeof(MessageDelta), typeof(MessageDraft), typeof(MessageRevision),
        typeof(PurgedSession), typeof(UserStats),
    ];

    /// <summary>The tables of the documents, all of them with rows of users.</summary>
    public static IEnumerable<string> Tables => All.Select(type => $"mt_doc_{type.Name.ToLowerInvariant()}");

    public static void AddTo(StoreOptions options)
    {
        Add<ChatMessage>();
        Add<MessageDraft>();
        Add<MessageDelta>();
        Add<MessageRevision>();
        Add<PurgedSession>();
        Add<IdempotentAnswer>();
        Add<ChatSession>().FillFactor(80).VacuumEarly();
        Add<UserStats>().FillFactor(50).VacuumEarly();

        MartenRegistry.DocumentMappingExpression<T> Add<T>() where T : class => options.Schema.For<T>().UseRowLevelSecurity(EveryTenant.TenantSetting);
    }

    private static void VacuumEarly<T>(this MartenRegistry.DocumentMappingExpression<T> table) where T : class =>
        table.StorageParameter("autovacuum_vacuum_scale_factor", 0.02).StorageParameter("autovacuum_vacuum_threshold", 1000);
}
