using Npgsql;

namespace Chat.EmbeddedPostgres;

/// <summary>The application's role and databases.</summary>
internal sealed class Provisioning(string adminConnectionString)
{
    public async Task EnsureAsync(string database, ClusterCredentials credentials, CancellationToken token)
    {
        await using var connection = new NpgsqlConnection(adminConnectionString);
        await connection.OpenAsync(token);
        await using var question = new NpgsqlCommand(
            "select exists(select from pg_roles where rolname = $1), exists(select from pg_database where datname = $2)", connection)
        {
            Parameters = { new() { Value = ClusterCredentials.ApplicationRole }, new() { Value = database } },
        };
        bool hasRole, hasDatabase;
        await using (var answer = await question.ExecuteReaderAsync(token))
        {
            await answer.ReadAsync(token);
            (hasRole, hasDatabase) = (answer.GetBoolean(0), answer.GetBoolean(1));
        }

        if (!hasRole)
        {
            // The password is hexadecimal of our own making; nothing here needs quoting.
            await ExecuteAsync(connection, "revoke connect on database postgres, template1 from public", token);
            await ExecuteAsync(connection, $"""
                create role {ClusterCredentials.ApplicationRole} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
                password '{credentials.ApplicationPassword}'
                """, token);
        }

        if (!hasDatabase)
            await CreateAsync(connection, database, token);
    }

    public async Task CreateAsync(string database, CancellationToken token)
    {
        await using var connection = new NpgsqlConnection(adminConnectionString);
        await connection.OpenAsync(token);
        await CreateAsync(connection, database, token);
    }

    private static async Task CreateAsync(NpgsqlConnection connection, string database, CancellationToken token)
    {
        using var quoter = new NpgsqlCommandBuilder();
        var name = quoter.QuoteIdentifier(database);
        // template0, because nobody can be connected to it: databases can be made in parallel.
        await ExecuteAsync(connection, $"create database {name} owner {ClusterCredentials.ApplicationRole} template template0", token);
        await ExecuteAsync(connection, $"revoke all on database {name} from public", token);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(token);
    }
}
