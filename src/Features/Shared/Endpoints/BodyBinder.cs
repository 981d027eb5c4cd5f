namespace Chat.Features.Shared.Endpoints;

internal static class BodyBinder<T> where T : class
{
    private static readonly PropertyInfo[] Ids = [.. typeof(T).GetProperties().Where(property => property.IsDefined(typeof(FromRouteAttribute)))];
    private static readonly Action<T, long>[] Setters = [.. Ids.Select(id => id.SetMethod!.CreateDelegate<Action<T, long>>())];

    internal static RequestParameter[] Parameters { get; } = [.. Ids.Select(id => new RequestParameter(id.Name, id.PropertyType, id, new ChatOptions()))];

    internal static async ValueTask<T?> BindAsync(HttpContext call, T? withoutBody)
    {
        // Before the body: a malformed id is a 404 whatever the body is.
        var ids = Array.ConvertAll(Parameters, parameter => (long)parameter.Read(call)!);
        var request = await JsonBody.ReadAsync(call.Request, withoutBody, call.RequestAborted);
        for (var i = 0; i < ids.Length; i++)
            Setters[i](request, ids[i]);
        return request;
    }
}
