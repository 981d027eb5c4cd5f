using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Features.Tests.Conversations;

/// <summary>
/// What the clients of the specification do, which exist already: <c>parseInt</c> on ids, query parameters as Python or
/// JavaScript writes them, <c>detail</c> of whatever is no 2xx.
/// </summary>
internal sealed class ExistingClient(HttpClient http, string token)
{
    private const string Base = "/api/v1/chat-sessions";

    public Task<JsonNode> CreateAsync(object body) => CallAsync(HttpMethod.Post, Base, body);

    public Task<JsonNode> ListAsync(int page = 1, int pageSize = 10, string? agentType = null, object? isActive = null, string? search = null) =>
        CallAsync(HttpMethod.Get, Base + Query(("page", page), ("page_size", pageSize), ("agent_type", agentType), ("is_active", isActive), ("search", search)));

    public Task<JsonNode> GetAsync(long id, object? includeMessages = null) =>
        CallAsync(HttpMethod.Get, $"{Base}/{id}" + Query(("include_messages", includeMessages)));

    public Task<JsonNode> UpdateAsync(long id, object body) => CallAsync(HttpMethod.Put, $"{Base}/{id}", body);

    public Task<JsonNode> DeleteAsync(long id) => CallAsync(HttpMethod.Delete, $"{Base}/{id}");

    public Task<JsonNode> PostAsync(long id, object body) => CallAsync(HttpMethod.Post, $"{Base}/{id}/messages", body);

    public Task<JsonNode> MessagesAsync(long id, int page = 1, int pageSize = 50, string? messageType = null) =>
        CallAsync(HttpMethod.Get, $"{Base}/{id}/messages" + Query(("page", page), ("page_size", pageSize), ("message_type", messageType)));

    public Task<JsonNode> StatsAsync() => CallAsync(HttpMethod.Get, $"{Base}/stats/user");

    /// <summary>JavaScript's <c>parseInt(value, 10)</c>: the digits that the text of the value begins with.</summary>
    public static long ParseInt(JsonNode? value)
    {
        var digits = new string([.. value!.ToString().Trim().TakeWhile(char.IsAsciiDigit)]);
        return long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private async Task<JsonNode> CallAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/json");
        if (body is not null)
            request.Content = new StringContent(JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(body))!.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if ((int)response.StatusCode is < 200 or > 299)
            throw new ExistingClientException((int)response.StatusCode, JsonNode.Parse(text)!["detail"]!.GetValue<string>());
        return JsonNode.Parse(text)!;
    }

    // True and False as Python's str() writes them.
    private static string Query(params (string Name, object? Value)[] parameters) =>
        "?" + string.Join('&', parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)!)}"));
}

/// <summary>The error that existing clients show: a status and one sentence.</summary>
internal sealed class ExistingClientException(int status, string detail) : Exception(detail)
{
    public int Status { get; } = status;
}
