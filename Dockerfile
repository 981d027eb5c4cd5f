# The service alone, without a database: see compose.yaml for both.

# The SDK of the image must be one that global.json accepts. `--build-arg SDK=10.0.4xx` names another tag.
ARG SDK=10.0
FROM mcr.microsoft.com/dotnet/sdk:${SDK} AS build
WORKDIR /source

# First what the packages depend on, so that a change of code does not restore again.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY src/Client/Chat.Client.csproj src/Client/
COPY src/EmbeddedPostgres/Chat.EmbeddedPostgres.csproj src/EmbeddedPostgres/packages.lock.json src/EmbeddedPostgres/
COPY src/Features/Chat.Features.csproj src/Features/packages.lock.json src/Features/
COPY src/Host/Chat.Host.csproj src/Host/packages.lock.json src/Host/
COPY src/Web/Chat.Web.csproj src/Web/
RUN dotnet restore src/Host --locked-mode

# The build checks the code style too, and fails on a warning.
COPY .editorconfig ./
COPY src src
RUN dotnet publish src/Host -c Release --no-restore -p:UseAppHost=false -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./

# The base image sets APP_UID and ASPNETCORE_HTTP_PORTS=8080. No environment is named, so it is Production: without a
# connection string and without a key for tokens the start stops with one line. The service writes no files there.
USER $APP_UID
EXPOSE 8080

# The image has neither curl nor wget. It is Ubuntu's, so it has bash, which opens TCP connections through /dev/tcp.
# Only the status line is read; a 503 (no database, or no schema yet) is unhealthy.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r -t 4 _ status _ <&3 && [[ $status == 200 ]]"]

ENTRYPOINT ["dotnet", "Chat.Host.dll"]
