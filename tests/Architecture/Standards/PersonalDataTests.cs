using Microsoft.Extensions.DependencyInjection;
using Monolith.Host;
using Monolith.Shared.Application;
using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Standards;

/// <summary>Whoever asks for all that is held about a person is answered by every module.</summary>
public sealed class PersonalDataTests(HostUnderInspection host) : IClassFixture<HostUnderInspection>
{
    [Fact]
    public void Every_module_says_what_it_holds_about_people()
    {
        using var scope = host.Services.CreateScope();
        string[] answering = [.. scope.ServiceProvider.GetServices<IPersonalData>().Select(data => data.Module)];
        Wall.Stands(ModuleCatalog.All.Select(module => module.Name), module => Silent(module, answering));
        answering.Length.ShouldBe(ModuleCatalog.All.Count);
    }

    [Theory]
    [InlineData("users", "stock does not say once")]
    [InlineData("users stock stock", "stock does not say once")]
    public void Goes_red_on_a_module_that_keeps_silent_or_answers_twice(string answering, string because) =>
        Wall.GoesRed(["users", "stock"], module => Silent(module, answering.Split(' ')), because);

    private static IEnumerable<string> Silent(string module, IReadOnlyList<string> answering) =>
        answering.Count(name => name == module) == 1 ? [] : [$"{module} does not say once what it holds about people"];
}
