using Weasel.Core;
using Weasel.Core.Migrations;

namespace Chat.Host.Storage;

/// <summary>Adds row-level security to event tables, the cross-tenant policy to all, and space for HOT updates to mt_streams.</summary>
internal sealed class UserTables(Migrator migrator) : FeatureSchemaBase("user_tables", migrator)
{
    private static readonly string[] EventTables = ["mt_streams", "mt_events", "mt_event_projection_floors"];

    public static IEnumerable<string> All => EventTables.Concat(FeaturesSetup.Documents.Select(table => $"mt_doc_{table.Document.Name.ToLowerInvariant()}"));

    protected override IEnumerable<ISchemaObject> schemaObjects()
    {
        foreach (var table in EventTables)
            yield return TenantIsolation(table);
        foreach (var table in All)
            yield return EveryTenantPolicy(table);
        yield return new DeclaredSql(
            "mt_streams_room",
            "select from pg_class where oid = to_regclass('public.mt_streams') and reloptions @> array['fillfactor=50', 'autovacuum_vacuum_scale_factor=0.02', 'autovacuum_vacuum_threshold=1000']",
            "alter table public.mt_streams set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);",
            "alter table public.mt_streams reset (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);");
        // Last: it writes rows of all users.
        foreach (var search in SearchTables.SchemaObjects())
            yield return search;
    }

    // As Marten declares it on documents.
    private static DeclaredSql TenantIsolation(string table) => new(
        $"{table}_tenant_isolation",
        $"""
        select from pg_class where oid = to_regclass('public.{table}') and relrowsecurity and relforcerowsecurity
          and exists (select from pg_policy where polrelid = pg_class.oid and polname = '{RowSecurity.TenantPolicy}')
        """,
        $"""
        alter table public.{table} enable row level security;
        alter table public.{table} force row level security;
        drop policy if exists {RowSecurity.TenantPolicy} on public.{table};
        create policy {RowSecurity.TenantPolicy} on public.{table}
          using (tenant_id = (select current_setting('{CrossTenantQueries.TenantSetting}')))
          with check (tenant_id = (select current_setting('{CrossTenantQueries.TenantSetting}')));
        """,
        $"""
        drop policy if exists {RowSecurity.TenantPolicy} on public.{table};
        alter table public.{table} no force row level security;
        alter table public.{table} disable row level security;
        """);

    private static DeclaredSql EveryTenantPolicy(string table) => new(
        $"{table}_{RowSecurity.EveryTenantPolicy}",
        $"select from pg_policy where polrelid = to_regclass('public.{table}') and polname = '{RowSecurity.EveryTenantPolicy}'",
        $"""
        drop policy if exists {RowSecurity.EveryTenantPolicy} on public.{table};
        create policy {RowSecurity.EveryTenantPolicy} on public.{table} using ((select current_setting('{CrossTenantQueries.Setting}', true)) = 'on');
        """,
        $"drop policy if exists {RowSecurity.EveryTenantPolicy} on public.{table};");
}
