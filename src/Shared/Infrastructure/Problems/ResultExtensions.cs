using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Monolith.Shared.Kernel;

namespace Monolith.Shared.Infrastructure.Problems;

/// <summary>The one place where an expected failure becomes an RFC 9457 problem.</summary>
public static class ResultExtensions
{
    public static Results<Ok<T>, ProblemHttpResult> ToHttp<T>(this Result<T> result) =>
        result.IsSuccess ? TypedResults.Ok(result.Value) : result.Error.ToProblem();

    public static Results<NoContent, ProblemHttpResult> ToHttp(this Result result) =>
        result.IsSuccess ? TypedResults.NoContent() : result.Error.ToProblem();

    public static ProblemHttpResult ToProblem(this Error error)
    {
        var status = error.Kind switch
        {
            ErrorKind.Invalid => StatusCodes.Status400BadRequest,
            ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
            ErrorKind.Unconditional => StatusCodes.Status428PreconditionRequired,
            ErrorKind.Busy => StatusCodes.Status503ServiceUnavailable,
            _ => throw new ArgumentOutOfRangeException(nameof(error), error.Kind, "No status is assigned to this kind of error."),
        };
        var problem = error.Field is null
            ? new ProblemDetails()
            : new HttpValidationProblemDetails([new(error.Field, [error.Message])]) { Title = null };
        problem.Status = status;
        problem.Detail = error.Message;
        problem.Extensions[ProblemSetup.Code] = error.Code;
        return TypedResults.Problem(problem);
    }
}
