namespace Chat.EmbeddedPostgres;

/// <summary>The random passwords of the superuser and of the application. Hexadecimal of our own making: nothing needs quoting.</summary>
internal sealed record Credentials(string AdminPassword, string ApplicationPassword)
{
    /// <summary>Makes the application's role, which owns its database and is nothing more, and its database.</summary>
    public string Provision => $"""
        revoke connect on database postgres, template1 from public
        create role chat login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '{ApplicationPassword}'
        create database chat owner chat template template0
        revoke all on database chat from public

        """;

    public string ForAdministrator(int port) => Connect(port, "postgres", AdminPassword) + ";Pooling=false";

    public string ForApplication(int port) => Connect(port, "chat", ApplicationPassword);

    // Over loopback there is neither TLS nor GSS; asking costs a round trip each, and a library for the second.
    private static string Connect(int port, string name, string password) =>
        $"Host=127.0.0.1;Port={port};Username={name};Password={password};Database={name};SSL Mode=Disable;GSS Encryption Mode=Disable";
}
