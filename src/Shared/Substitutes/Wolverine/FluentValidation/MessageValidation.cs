using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Runtime.Handlers;

namespace Wolverine.FluentValidation;

internal static class MessageValidation
{
    public static CompiledCall For(Type messageType) =>
        typeof(MessageValidation<>).MakeGenericType(messageType)
            .GetMethod(nameof(MessageValidation<object>.ValidateAsync))!
            .CreateDelegate<CompiledCall>();
}

internal static class MessageValidation<T>
{
    public static async ValueTask<object?> ValidateAsync(Invocation invocation)
    {
        var message = (T)invocation.Message;
        List<global::FluentValidation.Results.ValidationFailure> failures = [];
        foreach (var validator in invocation.Services.GetServices<IValidator<T>>())
        {
            var result = await validator.ValidateAsync(message, invocation.Cancellation);
            failures.AddRange(result.Errors);
        }

        if (failures.Count > 0)
            invocation.Services.GetRequiredService<IFailureAction<T>>().Throw(message, failures);

        return null;
    }
}
