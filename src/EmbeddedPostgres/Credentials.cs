namespace Chat.EmbeddedPostgres;

/// <summary>Random hexadecimal passwords of the superuser and the application, which need no quoting.</summary>
internal sealed record Credentials(string AdminPassword, string ApplicationPassword)
{
    /// <summary>Creates the application's role, without other rights, and its database.</summary>
    public string Provision => $"""
        revoke connect on database postgres, template1 from public
        create role chat login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '{ApplicationPassword}'
        create database chat owner chat template template0
        revoke all on database chat from public

        """;

    public string ForAdministrator(int port) => Connect(port, "postgres", AdminPassword) + ";Pooling=false";
    public string ForApplication(int port) => Connect(port, "chat", ApplicationPassword);

    // Loopback has no TLS and no GSS; each attempt costs a round trip, GSS a library too.
    private static string Connect(int port, string name, string password) =>
        $"Host=127.0.0.1;Port={port};Username={name};Password={password};Database={name};SSL Mode=Disable;GSS Encryption Mode=Disable";
}
