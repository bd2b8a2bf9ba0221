using System.Net;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Users;

/// <summary>
/// Several authors at once, each with people of his own, do at random what can be done to people, on two nodes at random, with everything
/// cached; a model in memory says what each of them must read: at once, on either node.
/// </summary>
public sealed class DirectoryModelTests(BothNodes nodes) : IClassFixture<BothNodes>
{
    private const int Authors = 4;
    private const int PeopleEach = 5;
    private const int StepsEach = 150;

    [Fact]
    public async Task Nobody_ever_reads_what_was_before_the_own_write_and_totals_are_right()
    {
        var seed = Random.Shared.Next();
        var authors = await Task.WhenAll(Enumerable.Range(0, Authors).Select(number => AuthorAsync(new Random(seed + number))));
        try
        {
            await Task.WhenAll(authors.Select(author => author.ActAsync(StepsEach)));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
        }
        finally
        {
            foreach (var author in authors)
                author.Dispose();
        }
    }

    private async Task<Author> AuthorAsync(Random random)
    {
        var author = new Author(random, await nodes.Here.AdminAsync(), await nodes.There.AdminAsync());
        for (var person = 0; person < PeopleEach; person++)
        {
            var email = $"p{person}@{author.Domain}";
            await nodes.Here.TrackedAsync(() => nodes.Here.RegisterAsync(email));
            await nodes.Here.TrackedAsync(() => nodes.Here.VerifyAsync(email));
        }

        await author.LearnAsync();
        return author;
    }

    /// <summary>What the model knows of somebody.</summary>
    private sealed record Known(string DisplayName, string Status, string? Tag)
    {
        public bool IsListed => Status != "deleted";
    }

    private sealed class Author(Random random, HttpClient here, HttpClient there) : IDisposable
    {
        private readonly Dictionary<Guid, Known> _people = [];
        private int _step;

        /// <summary>Of the addresses of the author's people; the sign in it keeps a search from finding what is similar.</summary>
        public string Domain { get; } = $"a{Guid.CreateVersion7():N}.test";

        public async Task LearnAsync()
        {
            var page = await AskAsync(HttpMethod.Get, $"users?q=@{Domain}");
            foreach (var person in page.Json!["items"]!.AsArray())
                _people[(Guid)person!["id"]!] = new((string)person["displayName"]!, (string)person["status"]!, Tag: null);
            _people.Count.ShouldBe(PeopleEach);
            _people.Values.ShouldAllBe(person => person.Status == "active");
        }

        public async Task ActAsync(int steps)
        {
            for (; _step < steps; _step++)
            {
                var id = _people.Keys.ElementAt(random.Next(_people.Count));
                await (random.Next(8) switch
                {
                    0 or 1 => RenameAsync(id),
                    2 => ChangeAsync(id, "suspend", from: ["active", "suspended"], to: "suspended"),
                    3 => ChangeAsync(id, "reactivate", from: ["active", "suspended"], to: "active"),
                    4 => ChangeAsync(id, "delete", from: ["active", "suspended"], to: "deleted"),
                    5 => RestoreAsync(id),
                    6 => ListAsync("", person => person.IsListed),
                    _ => ListAsync("&status=suspended", person => person.Status == "suspended"),
                });
                await ReadAsync(id);
            }
        }

        public void Dispose()
        {
            here.Dispose();
            there.Dispose();
        }

        private async Task RenameAsync(Guid id)
        {
            var name = $"Name {_step}";
            var answer = await AskAsync(HttpMethod.Put, $"users/{id}", new { displayName = name }, _people[id].Tag ?? "*");
            if (_people[id].IsListed)
                _people[id] = new(name, _people[id].Status, Told(answer, HttpStatusCode.OK).Tag);
            else
                Told(answer, HttpStatusCode.Conflict);
        }

        private async Task ChangeAsync(Guid id, string change, string[] from, string to)
        {
            if (!from.Contains(_people[id].Status))
                return;
            var expected = change == "delete" ? HttpStatusCode.NoContent : HttpStatusCode.OK;
            Told(await Either().ChangeStatusAsync(id, change, "*"), expected);
            _people[id] = _people[id] with { Status = to, Tag = null };
        }

        private async Task RestoreAsync(Guid id)
        {
            if (_people[id].IsListed)
                return;
            // What it was before it was deleted is what it is again.
            var status = (string)Told(await Either().ChangeStatusAsync(id, "restore", "*"), HttpStatusCode.OK).Json!["status"]!;
            status.ShouldBeOneOf("active", "suspended");
            _people[id] = _people[id] with { Status = status, Tag = null };
        }

        private async Task ReadAsync(Guid id)
        {
            var answer = Told(await AskAsync(HttpMethod.Get, $"users/{id}"), HttpStatusCode.OK);
            ((string)answer.Json!["displayName"]!, (string)answer.Json["status"]!).ShouldBe((_people[id].DisplayName, _people[id].Status), $"at step {_step}");
            if (_people[id].Tag is { } tag)
                answer.Tag.ShouldBe(tag);
            _people[id] = _people[id] with { Tag = answer.Tag };
        }

        private async Task ListAsync(string filter, Func<Known, bool> isIn)
        {
            var answer = Told(await AskAsync(HttpMethod.Get, $"users?q=@{Domain}&pageSize=2&sort=displayName{filter}"), HttpStatusCode.OK);
            var expected = _people.Values.Where(isIn).Select(person => person.DisplayName).Order(StringComparer.Ordinal).ToArray();
            ((int)answer.Json!["total"]!).ShouldBe(expected.Length, $"at step {_step}");
            var names = answer.Json["items"]!.AsArray().Select(person => (string)person!["displayName"]!).ToArray();
            names.Length.ShouldBe(Math.Min(2, expected.Length));
            names.ShouldBeSubsetOf(expected, $"at step {_step}");
        }

        private Task<RoleAnswer> AskAsync(HttpMethod method, string path, object? body = null, string? tag = "") => Either().AskAsync(method, path, body, tag);

        private HttpClient Either() => random.Next(2) == 0 ? here : there;

        private RoleAnswer Told(RoleAnswer answer, HttpStatusCode expected)
        {
            answer.Status.ShouldBe(expected, $"at step {_step}: {answer.Json?.ToJsonString()}");
            return answer;
        }
    }
}
