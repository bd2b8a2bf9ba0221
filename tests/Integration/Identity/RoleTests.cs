using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Monitoring;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity;

/// <summary>What roles grant, and who may say so.</summary>
public sealed class RoleTests(OneHost fixture) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task The_built_in_roles_are_there_before_anybody_made_one()
    {
        using var admin = await Host.AdminAsync();
        var known = (await admin.AskAsync(HttpMethod.Get, "roles")).Json!.AsArray();
        known.Where(role => (bool)role!["isBuiltIn"]!).Select(role => (string)role!["name"]!).ShouldBe(["admin", "member", "operator"]);

        var everything = (await admin.AskAsync(HttpMethod.Get, "permissions")).Json!.AsArray();
        everything.Select(permission => (string)permission!["name"]!).ShouldBe(
            ["audit.read", "monitoring.manage", "monitoring.read", "roles.manage", "sessions.manage", "users.delete", "users.read", "users.write"]);
        everything.ShouldAllBe(permission => ((string)permission!["description"]!).EndsWith('.'));
        (await admin.GetRoleAsync("admin")).Permissions.ShouldBe(everything.Select(permission => (string)permission!["name"]!));
        (await admin.GetRoleAsync("operator")).Permissions.ShouldBe(["monitoring.manage", "monitoring.read"]);
    }

    [Fact]
    public async Task A_role_is_made_changed_and_deleted()
    {
        using var admin = await Host.AdminAsync();
        var made = await admin.ChangeRoleAsync("auditor", tag: null, ["audit.read"]);
        made.Status.ShouldBe(HttpStatusCode.OK);
        made.Permissions.ShouldBe(["audit.read"]);

        var changed = await admin.ChangeRoleAsync("auditor", made.Tag, ["users.read", "audit.read", "audit.read"]);
        changed.Status.ShouldBe(HttpStatusCode.OK);
        changed.Tag.ShouldNotBe(made.Tag);
        var read = await admin.GetRoleAsync("auditor");
        read.Tag.ShouldBe(changed.Tag);
        read.Permissions.ShouldBe(["audit.read", "users.read"]);

        (await admin.AskAsync(HttpMethod.Delete, "roles/auditor", tag: made.Tag)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await admin.AskAsync(HttpMethod.Delete, "roles/auditor", tag: changed.Tag)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await admin.GetRoleAsync("auditor")).Code.ShouldBe("identity.role_not_found");
        (await admin.AskAsync(HttpMethod.Delete, "roles/auditor", tag: changed.Tag)).Code.ShouldBe("identity.role_not_found");
    }

    [Fact]
    public async Task Nobody_overwrites_what_somebody_else_changed()
    {
        using var admin = await Host.AdminAsync();
        var name = await admin.NewRoleAsync("users.read");
        var seen = (await admin.GetRoleAsync(name)).Tag;
        (await admin.ChangeRoleAsync(name, seen, [])).Status.ShouldBe(HttpStatusCode.OK);

        var late = await admin.ChangeRoleAsync(name, seen, ["audit.read"]);
        late.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        late.Code.ShouldBe("request.stale");
        (await admin.ChangeRoleAsync(name, tag: null, [])).Status.ShouldBe(HttpStatusCode.PreconditionFailed, "there is one of this name");
        (await admin.ChangeRoleAsync($"{name}-2", seen, [])).Status.ShouldBe(HttpStatusCode.PreconditionFailed, "there is none of this name");
        (await admin.ChangeRoleAsync(name, "", [])).Code.ShouldBe("request.precondition_required");
        (await admin.ChangeRoleAsync(name, "", [])).Status.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await admin.ChangeRoleAsync(name, "W/\"2\"", [])).Status.ShouldBe(HttpStatusCode.PreconditionFailed, "a weak tag promises nothing");
        (await admin.GetRoleAsync(name)).Permissions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_built_in_role_can_be_changed_and_not_deleted_and_admin_grants_everything_always()
    {
        using var admin = await Host.AdminAsync();
        var everything = (await admin.GetRoleAsync("admin")).Permissions;
        (await admin.ChangeRoleAsync("admin", "*", everything[1..])).Code.ShouldBe("identity.admin_grants_all");
        (await admin.ChangeRoleAsync("admin", "*", everything)).Status.ShouldBe(HttpStatusCode.OK);

        var member = await admin.GetRoleAsync("member");
        var changed = await admin.ChangeRoleAsync("member", member.Tag, ["users.read"]);
        changed.Permissions.ShouldBe(["users.read"]);
        (await admin.ChangeRoleAsync("member", changed.Tag, [])).Status.ShouldBe(HttpStatusCode.OK);
        (await admin.AskAsync(HttpMethod.Delete, "roles/member", tag: "*")).Code.ShouldBe("identity.built_in_role");
    }

    [Theory]
    [InlineData("Auditor", "name")]
    [InlineData("1st", "name")]
    [InlineData("a-name-of-more-than-forty-characters-is-long", "name")]
    public async Task Refuses_a_name_that_is_none(string name, string field)
    {
        using var admin = await Host.AdminAsync();
        var refused = await admin.ChangeRoleAsync(name, tag: null, []);
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Json!["errors"]!.AsObject().ShouldContain(error => error.Key == field);
    }

    [Fact]
    public async Task Refuses_a_permission_that_no_module_names()
    {
        using var admin = await Host.AdminAsync();
        var refused = await admin.ChangeRoleAsync("dreamer", tag: null, ["users.fly"]);
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Code.ShouldBe("identity.unknown_permission");
        refused.Json!["errors"]!.AsObject().ShouldContain(error => error.Key == "permissions");
    }

    [Fact]
    public async Task Whoever_manages_roles_grants_no_more_than_he_may_do_himself()
    {
        using var admin = await Host.AdminAsync();
        var manager = await admin.NewRoleAsync("roles.manage", "users.read");
        var (_, _, client) = await Host.PersonAsync(admin, "member", manager);
        using var signedIn = client;

        (await signedIn.ChangeRoleAsync($"{manager}-own", tag: null, ["users.read"])).Status.ShouldBe(HttpStatusCode.OK);
        (await signedIn.ChangeRoleAsync($"{manager}-more", tag: null, ["users.delete"])).Code.ShouldBe("identity.beyond_own_permissions");
        (await signedIn.ChangeRoleAsync(manager, "*", ["roles.manage", "users.read", "audit.read"])).Code.ShouldBe("identity.beyond_own_permissions");
        (await signedIn.ChangeRoleAsync("operator", "*", [])).Code.ShouldBe("identity.beyond_own_permissions", "taking away is as much as giving");
        (await signedIn.ChangeRoleAsync("operator", "*", ["monitoring.read", "monitoring.manage"], requiresSecondFactor: true))
            .Code.ShouldBe("identity.beyond_own_permissions", "so is opening it to whoever has the password alone");
        (await signedIn.ChangeRoleAsync(manager, "*", ["roles.manage"])).Status.ShouldBe(HttpStatusCode.OK, "less is allowed");
    }

    [Fact]
    public async Task Who_changed_what_about_roles_is_on_record()
    {
        using var admin = await Host.AdminAsync();
        var (_, id, client) = await Host.PersonAsync(admin, "member");
        client.Dispose();
        var actor = await admin.OwnIdAsync();
        var correlationId = Traces.NewCorrelationId();
        admin.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
        string name = null!;
        await TrackAsync(async () => name = await admin.NewRoleAsync("users.read"));
        await Host.GiveAsync(admin, id, "operator", name);
        await Host.GiveAsync(admin, id, "member");
        await TrackAsync(async () =>
            (await admin.AskAsync(HttpMethod.Delete, $"roles/{name}", tag: "*")).Status.ShouldBe(HttpStatusCode.NoContent));

        var entries = await Host.AuditAsync(correlationId);
        entries.Select(entry => ((string)entry["Kind"]!, (string)entry["Detail"]!, (Guid?)entry["AccountId"])).ShouldBe(
        [
            ("role-changed", name, null),
            ("roles-assigned", $"operator, {name}", id),
            ("roles-assigned", "member", id),
            ("role-deleted", name, null),
        ]);
        entries.ShouldAllBe(entry => (Guid)entry["ActorId"]! == actor);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("member", HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.Forbidden)]
    public async Task Only_who_may_manage_roles_sees_or_changes_them(string? role, HttpStatusCode expected)
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        using var client = role is null ? Host.CreateClient() : await Host.WithRoleAsync(role);
        foreach (var path in new[] { "roles", "roles/admin", "permissions", $"accounts/{own}/roles" })
            (await client.AskAsync(HttpMethod.Get, path)).Status.ShouldBe(expected, path);
        (await client.ChangeRoleAsync("member", "*", ["roles.manage"])).Status.ShouldBe(expected);
        (await client.AssignAsync(own, "*", "member")).Status.ShouldBe(expected);
        (await client.AskAsync(HttpMethod.Delete, "roles/auditor", tag: "*")).Status.ShouldBe(expected);
    }

    private async Task TrackAsync(Func<Task> work) =>
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) => await work());
}
