using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

/// <summary>
/// Who may call each route of the server. A new route fails here until somebody has decided: add it below the least role that may call it. Operators and
/// designers may do what viewers may, and not what the other may; administrators may do everything that people do; agents may do what agents do and
/// nothing else; "SignedIn" needs no role.
/// </summary>
[Collection(typeof(ServerTests))]
public sealed partial class Every_route_says_who_may_come_in(RunningServer server)
{
    private const string Table =
        """
        Anyone
          GET /console/frame.css
          GET /console/console.css
          GET /console/favicon.svg
          GET /denied
          POST /denied
          GET /health/live
          GET /health/ready
          GET /sign-in
          POST /sign-in
          GET /webhooks/{**path}
          GET /workflows/{**path}
        SignedIn
          POST /account
          GET /account
          GET /_framework/opaque-redirect
          POST /sign-out
        Viewer
          GET /api/v1/activities/icons
          GET /api/v1/activities/{type}/outputs
          GET /api/v1/plugins/{id}/icon
          GET /api/v1/reconciliations/
          GET /api/v1/reconciliations/report
          GET /api/v1/reconciliations/report.csv
          GET /api/v1/reconciliations/report.html
          GET /api/v1/references
          GET /api/v1/reviews/
          GET /api/v1/reviews/counts
          GET /api/v1/reviews/{id}
          GET /reconciliations
          POST /reconciliations
          GET /reconciliations/report
          POST /reconciliations/report
          GET /reconciliations/report.csv
          GET /reconciliations/report.html
          GET /references
          POST /references
          GET /reviews
          POST /reviews
          GET /reviews/{Id}
          POST /reviews/{Id}
          POST /templates/{Name}
          POST /templates
          POST /tasks/{Id}
          POST /studio/workflows/instances/{InstanceId}/view
          POST /studio/workflows/instances
          POST /studio/workflows/definitions/{DefinitionId}/edit
          POST /studio/workflows/definitions
          POST /approvals/{Id}
          POST /approvals
          HEAD /studio/{**address}
          GET /templates/{Name}
          GET /templates
          GET /tasks/{Id}
          GET /studio/{**address}
          GET /studio/workflows/instances/{InstanceId}/view
          GET /studio/workflows/instances
          GET /studio/workflows/definitions/{DefinitionId}/edit
          GET /studio/workflows/definitions
          GET /studio
          GET /approvals/{Id}
          GET /approvals
          GET /api/v1/templates/{name}
          GET /api/v1/templates/
          GET /reports/settlement.csv
          GET /
          POST /
          GET /api/v1/approvals/
          POST /api/v1/approvals/{id}
          GET /api/v1/dead-letters/
          GET /api/v1/dead-letters/{id}
          GET /api/v1/definitions/{id}/dependencies
          GET /api/v1/mapping-tables/
          GET /api/v1/mapping-tables/{name}
          GET /api/v1/mapping-tables/{name}/revisions
          GET /api/v1/mapping-tables/{name}/revisions/{revision:int}
          GET /api/v1/tasks/
          GET /connections
          POST /connections
          GET /dead-letters
          POST /dead-letters
          GET /dead-letters/{Id}
          POST /dead-letters/{Id}
          GET /elsa/api/activity-execution-summaries/list
          GET /elsa/api/activity-executions/by-id
          GET /elsa/api/activity-executions/list
          POST /elsa/api/activity-executions/report
          GET /elsa/api/activity-executions/{id}/call-stack
          POST /elsa/api/bulk-actions/export/workflow-definitions
          POST /elsa/api/bulk-actions/export/workflow-instances
          GET /elsa/api/descriptors/activities
          GET /elsa/api/descriptors/commit-strategies/activities
          GET /elsa/api/descriptors/commit-strategies/workflows
          GET /elsa/api/descriptors/expression-descriptors
          GET /elsa/api/descriptors/incident-strategies
          GET /elsa/api/descriptors/log-persistence-strategies
          GET /elsa/api/descriptors/output-converters
          GET /elsa/api/descriptors/storage-drivers
          GET /elsa/api/descriptors/variables
          GET /elsa/api/descriptors/workflow-activation-strategies
          GET /elsa/api/features/installed
          GET /elsa/api/features/installed/{name}
          GET /elsa/api/package/version
          GET /elsa/api/resilience/retries/{activityInstanceId}
          GET /elsa/api/resilience/strategies
          POST /elsa/api/scripting/javascript/type-definitions/{definitionId}
          GET /elsa/api/secrets/
          GET /elsa/api/secrets/descriptors
          POST /elsa/api/secrets/picker
          GET /elsa/api/secrets/{name}
          GET /elsa/hubs/workflow-instance
          GET /elsa/hubs/workflow-instance/negotiate
          GET /elsa/api/workflow-contexts/provider-descriptors
          GET /elsa/api/workflow-definitions/
          GET /elsa/api/workflow-definitions/by-definition-id/{definitionId}
          GET /elsa/api/workflow-definitions/by-id/{id}
          GET /elsa/api/workflow-definitions/many-by-id
          GET /elsa/api/workflow-definitions/query/count
          GET /elsa/api/workflow-definitions/subgraph/segments/{versionId}
          GET /elsa/api/workflow-definitions/subgraph/{versionId}
          GET /elsa/api/workflow-definitions/validation/is-name-unique
          GET /elsa/api/workflow-definitions/{definitionId}/consumers
          GET /elsa/api/workflow-definitions/{definitionId}/export
          GET /elsa/api/workflow-definitions/{definitionId}/versions
          GET /elsa/api/workflow-instances/
          POST /elsa/api/workflow-instances/
          GET /elsa/api/workflow-instances/{id}
          GET /elsa/api/workflow-instances/{id}/execution-state
          GET /elsa/api/workflow-instances/{id}/export
          GET /elsa/api/workflow-instances/{id}/journal/
          POST /elsa/api/workflow-instances/{id}/journal/
          GET /elsa/api/workflow-instances/{id}/variables
          GET /mappings
          POST /mappings
          GET /mappings/{Name}
          POST /mappings/{Name}
          GET /openapi/{documentName}.json
          GET /reports/settlement
          POST /reports/settlement
          GET /runs
          POST /runs
          GET /runs/{Id}
          POST /runs/{Id}
        Operator
          POST /api/v1/reviews/decide
          POST /api/v1/reviews/{id}/decide
          POST /api/v1/dead-letters/redrive
          POST /api/v1/dead-letters/{id}/redrive
          POST /api/v1/definitions/{definitionId}/upgrade-instances
          GET /api/v1/instances/{id}/case
          POST /api/v1/instances/{id}/rerun
          POST /api/v1/instances/{id}/upgrade
          GET /dead-letters/{Id}/retry
          POST /dead-letters/{Id}/retry
          GET /dead-letters/{Id}/retry-from
          POST /dead-letters/{Id}/retry-from
          GET /dead-letters/{Id}/skip
          POST /dead-letters/{Id}/skip
          POST /elsa/api/bookmarks/{bookmarkId}/resume
          POST /elsa/api/bulk-actions/cancel/workflow-instances
          POST /elsa/api/bulk-actions/delete/workflow-instances
          POST /elsa/api/bulk-actions/delete/workflow-instances/by-id
          POST /elsa/api/bulk-actions/import/workflow-instances
          POST /elsa/api/cancel/workflow-instances/{id}
          POST /elsa/api/tasks/{taskId}/complete
          DELETE /elsa/api/workflow-instances/{id}
          GET /runs/{Id}/cancel
          POST /runs/{Id}/cancel
        Designer
          POST /elsa/api/descriptors/activities/{activityType}/options/{propertyName}
          POST /elsa/api/tests/activities
          POST /templates/{Name}/use
          POST /import
          POST /api/v1/templates/{name}/use
          POST /api/v1/imports/inspect
          POST /api/v1/imports/
          GET /templates/{Name}/use
          GET /import
          POST /api/v1/definitions/validate
          POST /api/v1/definitions/{id}/copy
          GET /api/v1/definitions/{id}/validation
          PUT /api/v1/mapping-tables/{name}
          POST /api/v1/mapping-tables/{name}/revisions/{revision:int}/restore
          POST /elsa/api/bulk-actions/delete/workflow-definitions/by-definition-id
          POST /elsa/api/bulk-actions/delete/workflow-definitions/by-id
          POST /elsa/api/bulk-actions/publish/workflow-definitions/by-definition-ids
          POST /elsa/api/bulk-actions/retract/workflow-definitions/by-definition-ids
          POST /elsa/api/events/{eventName}/trigger
          DELETE /elsa/api/workflow-definition-versions/{id}
          POST /elsa/api/workflow-definitions
          POST /elsa/api/workflow-definitions/import
          PUT /elsa/api/workflow-definitions/import
          POST /elsa/api/workflow-definitions/import-files
          DELETE /elsa/api/workflow-definitions/{definitionId}
          POST /elsa/api/workflow-definitions/{definitionId}/dispatch
          POST /elsa/api/workflow-definitions/{definitionId}/execute
          POST /elsa/api/workflow-definitions/{definitionId}/publish
          POST /elsa/api/workflow-definitions/{definitionId}/retract
          POST /elsa/api/workflow-definitions/{definitionId}/revert/{version:int}
          POST /elsa/api/workflow-definitions/{definitionId}/update-references
          GET /mappings/edit
          POST /mappings/edit
        Agent
          POST /agent/v1/hello
          POST /agent/v1/heartbeat
          GET /agent/v1/tasks
          PUT /agent/v1/tasks/{id}/parts/{number:int}
          POST /agent/v1/tasks/{id}/result
          POST /agent/v1/news
        Administrator
          POST /elsa/api/secrets/
          DELETE /elsa/api/secrets/{name}
          POST /elsa/api/secrets/{name}
          POST /elsa/api/secrets/{name}/revoke
          POST /elsa/api/secrets/{name}/rotate
          POST /elsa/api/secrets/{name}/test
          PUT /api/v1/users/{name}/roles
          POST /people/{Name}
          POST /people/new
          POST /people
          POST /api/v1/users/{name}/reset-password
          POST /api/v1/users/{name}/enable
          POST /api/v1/users/{name}/disable
          POST /api/v1/users/
          POST /api/v1/api-keys/
          POST /api-keys/{Id}/revoke
          POST /api-keys
          POST /secrets/{Name}/remove
          POST /secrets/{Name}
          POST /secrets
          GET /people/{Name}
          GET /people/new
          GET /people
          GET /api/v1/users/{name}
          GET /api/v1/users/
          GET /api/v1/api-keys/
          GET /api-keys/{Id}/revoke
          GET /api-keys
          GET /secrets/{Name}/remove
          GET /secrets/{Name}
          GET /secrets
          DELETE /api/v1/api-keys/{id}
          GET /api/v1/connections/
          DELETE /api/v1/connections/{name}
          GET /api/v1/connections/{name}
          PUT /api/v1/connections/{name}
          POST /api/v1/connections/{name}/test
          GET /api/v1/plugins/
          POST /api/v1/plugins/
          POST /api/v1/plugins/openapi
          POST /api/v1/plugins/openapi/operations
          GET /api/v1/plugins/{id}
          DELETE /api/v1/plugins/{id}
          POST /api/v1/plugins/{id}/enable
          POST /api/v1/plugins/{id}/disable
          GET /plugins
          POST /plugins
          GET /plugins/openapi
          POST /plugins/openapi
          GET /plugins/{Id}/remove
          POST /plugins/{Id}/remove
          GET /plugins/{Id}/switch
          POST /plugins/{Id}/switch
          GET /connections/new
          POST /connections/new
          GET /connections/{Name}
          POST /connections/{Name}
          GET /connections/{Name}/delete
          POST /connections/{Name}/delete
          GET /connections/{Name}/test
          POST /connections/{Name}/test
        """;

    private static readonly string[] _roles = ["Viewer", "Operator", "Designer", "Administrator"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_route_is_in_the_table_and_the_table_has_no_other()
    {
        var endpoints = (await server.ServiceAsync<EndpointDataSource>()).Endpoints.OfType<RouteEndpoint>();
        var routes = endpoints.SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"])
                .Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        var decided = Decisions().Select(decision => decision.Route).ToList();
        routes.Except(decided).ShouldBeEmpty("Nobody decided who may come in there.");
        decided.Except(routes).ShouldBeEmpty("There is no such route any more.");
    }

    [Fact]
    public async Task Each_role_reaches_its_routes_and_no_other()
    {
        using var nobody = await server.ClientWithKeyAsync(null);
        foreach (var (route, access) in Decisions())
        {
            var status = await StatusAsync(nobody, route);
            if (access == "Anyone")
                status.ShouldNotBe(HttpStatusCode.Unauthorized, route);
            else
                status.ShouldBe(HttpStatusCode.Unauthorized, route);
        }

        foreach (var role in _roles)
        {
            using var machine = await server.ClientOfAsync(role);
            using var person = await server.ClientWithKeyAsync(null);
            person.DefaultRequestHeaders.Add("Cookie", await server.CookieOfAsync(role));
            person.DefaultRequestHeaders.Add("Origin", person.BaseAddress!.GetLeftPart(UriPartial.Authority));
            foreach (var (route, access) in Decisions())
            {
                var status = await StatusAsync(IsForPeople(route) ? person : machine, route);
                if (access == "Anyone")
                    status.ShouldNotBe(HttpStatusCode.Unauthorized, route); // the page that says "denied" answers with 403
                else if (IsAllowed(role, access))
                    $"{role} {route} {(int)status}".ShouldNotMatch(" (401|403|500)$");
                else
                    status.ShouldBe(HttpStatusCode.Forbidden, $"{role} {route}");
            }
        }
    }

    [Fact]
    public async Task An_agent_reaches_its_own_routes_and_no_other()
    {
        using var agent = await server.ClientOfAsync("Agent");
        foreach (var (route, access) in Decisions().Where(decision => decision.Access != "Anyone" && (decision.Access == "Agent" || !IsForPeople(decision.Route))))
        {
            var status = await StatusAsync(agent, route);
            if (access == "Agent")
                $"{route} {(int)status}".ShouldNotMatch(" (401|403|500)$");
            else
                status.ShouldBe(HttpStatusCode.Forbidden, route);
        }
    }

    [Fact]
    public async Task No_page_of_another_site_changes_anything_with_the_cookie_of_a_user()
    {
        using var client = await server.ClientWithKeyAsync(null);
        client.DefaultRequestHeaders.Add("Cookie", await server.CookieOfAsync("Administrator"));
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        foreach (var (route, _) in Decisions().Where(decision => decision.Access != "Anyone" && !IsReading(decision.Route)))
            (await StatusAsync(client, route)).ShouldBe(HttpStatusCode.Forbidden, route);
    }

    private static IEnumerable<(string Route, string Access)> Decisions()
    {
        var access = "";
        foreach (var line in Table.Split('\n'))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
                yield return (line.Trim(), access);
            else
                access = line.Trim();
        }
    }

    /// <summary>Pages take no API keys.</summary>
    private static bool IsForPeople(string route) =>
        !route.Contains(" /elsa/", StringComparison.Ordinal) && !route.Contains(" /api/", StringComparison.Ordinal) && !route.Contains(" /openapi/", StringComparison.Ordinal) && !route.Contains(" /agent/", StringComparison.Ordinal);

    private static bool IsReading(string route) => route.StartsWith("GET ", StringComparison.Ordinal) || route.StartsWith("HEAD ", StringComparison.Ordinal);

    private static bool IsAllowed(string role, string access) => access is "Anyone" or "SignedIn" or "Viewer" || role == access || (role == "Administrator" && access != "Agent");

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string route)
    {
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        using var request = new HttpRequestMessage(new HttpMethod(method), Parameter().Replace(pattern, parameter => parameter.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "none"));
        if (method is "POST" or "PUT")
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        return response.StatusCode;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
