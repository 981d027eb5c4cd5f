using System.Linq.Expressions;

namespace Chat.Features.Shared.Endpoints;

internal static class BodyBinder<T> where T : class
{
    private static readonly PropertyInfo[] Members =
        [.. typeof(T).GetProperties().Where(property => property.IsDefined(typeof(FromRouteAttribute)) || property.IsDefined(typeof(FromQueryAttribute)))];

    private static readonly Action<T, object?>[] Setters = [.. Members.Select(Setter)];

    internal static RequestParameter[] Parameters { get; } =
        [.. Members.Select(member => new RequestParameter(member.Name, member.PropertyType, member, new ChatOptions()))];

    internal static async ValueTask<T?> BindAsync(HttpContext call, T? withoutBody)
    {
        // Before the body: a malformed id is a 404 whatever the body is.
        var values = Array.ConvertAll(Parameters, parameter => parameter.Read(call));
        var request = await JsonBody.ReadAsync(call.Request, withoutBody, call.RequestAborted);
        for (var i = 0; i < values.Length; i++)
            Setters[i](request, values[i]);
        return request;
    }

    private static Action<T, object?> Setter(PropertyInfo member)
    {
        var (request, value) = (Expression.Parameter(typeof(T)), Expression.Parameter(typeof(object)));
        var assignment = Expression.Assign(Expression.Property(request, member), Expression.Convert(value, member.PropertyType));
        return Expression.Lambda<Action<T, object?>>(assignment, request, value).Compile();
    }
}
