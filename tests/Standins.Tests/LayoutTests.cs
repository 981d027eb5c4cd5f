using Chat.Testing;

namespace Standins.Tests;

/// <summary>The tables are Marten's to the letter, so that a database written by one package set is continued by the other.</summary>
public sealed class LayoutTests(PostgresFixture postgres) : StoreTest(postgres)
{
    [Theory]
    [InlineData("mt_streams", """
        tenant_id character varying not null
        id character varying not null
        type character varying
        version bigint
        timestamp timestamp with time zone not null
        created timestamp with time zone not null
        is_archived boolean
        """)]
    [InlineData("mt_events", """
        seq_id bigint not null
        id uuid not null
        stream_id character varying
        version bigint not null
        data jsonb not null
        bdata bytea
        type character varying(500) not null
        timestamp timestamp with time zone not null
        tenant_id character varying
        mt_dotnet_type character varying
        is_archived boolean
        """)]
    [InlineData("mt_hilo", """
        entity_name character varying not null
        hi_value bigint
        """)]
    [InlineData("mt_event_progression", """
        name character varying not null
        last_seq_id bigint
        last_updated timestamp with time zone
        """)]
    [InlineData("mt_doc_note", """
        tenant_id character varying not null
        id bigint not null
        data jsonb not null
        mt_last_modified timestamp with time zone
        mt_version uuid not null
        mt_dotnet_type character varying
        folder bigint not null
        """)]
    [InlineData("mt_doc_totals", """
        tenant_id character varying not null
        id character varying not null
        data jsonb not null
        mt_last_modified timestamp with time zone
        mt_dotnet_type character varying
        mt_version bigint not null
        """)]
    [InlineData("mt_doc_item", """
        tenant_id character varying not null
        id bigint not null
        data jsonb not null
        mt_last_modified timestamp with time zone
        mt_dotnet_type character varying
        mt_version bigint not null
        name_length bigint not null
        """)]
    public async Task Columns_have_Martens_names_types_and_nullability_in_Martens_order(string table, string columns)
    {
        var found = await ScalarAsync<string>($"""
            select string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end, E'\n' order by a.attnum)
            from pg_attribute a where a.attrelid = '{table}'::regclass and a.attnum > 0 and not a.attisdropped
            """);
        found.ShouldBe(columns.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("mt_streams", "pkey_mt_streams_tenant_id_id: PRIMARY KEY (tenant_id, id)")]
    [InlineData("mt_events", """
        fkey_mt_events_stream_id_tenant_id: FOREIGN KEY (tenant_id, stream_id) REFERENCES mt_streams(tenant_id, id)
        pkey_mt_events_seq_id: PRIMARY KEY (seq_id)
        """)]
    [InlineData("mt_hilo", "pkey_mt_hilo_entity_name: PRIMARY KEY (entity_name)")]
    [InlineData("mt_event_progression", "pk_mt_event_progression: PRIMARY KEY (name)")]
    [InlineData("mt_doc_note", "pkey_mt_doc_note_tenant_id_id: PRIMARY KEY (tenant_id, id)")]
    [InlineData("mt_doc_totals", "pkey_mt_doc_totals_tenant_id_id: PRIMARY KEY (tenant_id, id)")]
    public async Task Keys_have_Martens_names_and_columns(string table, string constraints)
    {
        // Version 18 lists not-null constraints as well; they are columns here.
        var found = await ScalarAsync<string>($"""
            select string_agg(conname || ': ' || pg_get_constraintdef(oid), E'\n' order by conname)
            from pg_constraint where conrelid = '{table}'::regclass and contype <> 'n'
            """);
        found.ShouldBe(constraints.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("mt_streams", "created now(), is_archived false, tenant_id '*DEFAULT*'::character varying, timestamp now()")]
    [InlineData("mt_events", "is_archived false, tenant_id '*DEFAULT*'::character varying, timestamp now()")]
    [InlineData("mt_hilo", "hi_value 0")]
    [InlineData("mt_doc_note", "mt_last_modified transaction_timestamp(), mt_version (md5(((random())::text || (clock_timestamp())::text)))::uuid, tenant_id '*DEFAULT*'::character varying")]
    [InlineData("mt_doc_totals", "mt_last_modified transaction_timestamp(), mt_version 0, tenant_id '*DEFAULT*'::character varying")]
    public async Task Columns_have_Martens_defaults(string table, string defaults)
    {
        var found = await ScalarAsync<string>($"""
            select string_agg(a.attname || ' ' || pg_get_expr(d.adbin, d.adrelid), ', ' order by a.attname)
            from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum where d.adrelid = '{table}'::regclass
            """);
        found.ShouldBe(defaults);
    }

    [Fact]
    public async Task Indexes_have_Martens_names_and_columns()
    {
        var found = await ScalarAsync<string>("""
            select string_agg(pg_get_indexdef(i.indexrelid), E'\n' order by i.indexrelid::regclass::text) from pg_index i
            join pg_class c on c.oid = i.indrelid where c.relname in ('mt_events', 'mt_doc_note') and not i.indisprimary
            """);
        found.ShouldBe("""
            CREATE UNIQUE INDEX mt_doc_note_idx_tenant_id_folder ON public.mt_doc_note USING btree (tenant_id, folder)
            CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON public.mt_events USING btree (tenant_id, stream_id, version)
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Metadata_columns_hold_what_Marten_expects()
    {
        var tenant = NewTenant();
        await AppendAsync(tenant, new ItemAdded(1, "a"), new Visited(1));
        await using (var session = Store.LightweightSession(tenant))
        {
            session.Insert(new Note { Folder = 1 });
            await session.SaveChangesAsync(Token);
        }

        (await ScalarAsync<string>($"select type || ' ' || version || ' ' || is_archived from mt_streams where tenant_id = '{tenant}'")).ShouldBe("totals 2 false");
        (await ScalarAsync<string>($"select string_agg(type || '|' || mt_dotnet_type || '|' || is_archived, ' ' order by version) from mt_events where tenant_id = '{tenant}'"))
            .ShouldBe("item_added|Standins.Tests.ItemAdded, Standins.Tests|false visited|Standins.Tests.Visited, Standins.Tests|false");
        (await ScalarAsync<string>($"select mt_version || ' ' || mt_dotnet_type from mt_doc_totals where tenant_id = '{tenant}'")).ShouldBe("2 Standins.Tests.Totals");
        (await ScalarAsync<string>($"select mt_version || ' ' || mt_dotnet_type from mt_doc_item where tenant_id = '{tenant}'")).ShouldBe("1 Standins.Tests.Item");
        (await ScalarAsync<bool>($"select mt_dotnet_type = 'Standins.Tests.Note' and mt_version <> '00000000-0000-0000-0000-000000000000' and mt_last_modified > now() - interval '1 minute' from mt_doc_note where tenant_id = '{tenant}'")).ShouldBeTrue();
        (await ScalarAsync<string>("select string_agg(entity_name || ' ' || hi_value, ' ') from mt_hilo")).ShouldBe("Note 0");
    }
}
