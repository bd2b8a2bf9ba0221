using FluentValidation;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Wolverine.ErrorHandling;

namespace Wolverine.FluentValidation;

public enum RegistrationBehavior
{
    /// <summary>Validators come from the container; the modules have registered them.</summary>
    ExplicitRegistration = 1,
}

/// <summary>What happens to an invalid message; the default throws <see cref="ValidationException"/>.</summary>
public interface IFailureAction<T>
{
    void Throw(T message, IReadOnlyList<global::FluentValidation.Results.ValidationFailure> failures);
}

public static class WolverineFluentValidationExtensions
{
    /// <summary>
    /// Validates a message with every <see cref="IValidator{T}"/> of its type before it is handled, after the middleware's
    /// <c>Before</c>. An invalid message is not tried again.
    /// </summary>
    public static WolverineOptions UseFluentValidation(this WolverineOptions options, RegistrationBehavior behavior)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.ValidatorsAreUsed)
            return options;

        options.ValidatorsAreUsed = true;
        options.Services.TryAddSingleton(typeof(IFailureAction<>), typeof(FailureAction<>));
        options.OnException<ValidationException>().Discard();
        return options;
    }
}

internal sealed class FailureAction<T> : IFailureAction<T>
{
    public void Throw(T message, IReadOnlyList<global::FluentValidation.Results.ValidationFailure> failures) =>
        throw new ValidationException($"Validation failure on: {message?.GetType().Name}", failures);
}
