using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Choices;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Testing.Workflows;

/// <content>What is around workflows: connections, the designer's drop-downs, systems that call.</content>
public sealed partial class WorkflowHarness
{
    /// <summary>Stores a connection.</summary>
    /// <param name="name">The name by which activities refer to it.</param>
    /// <param name="type">The connection type's key, such as "acme.loyalty".</param>
    /// <param name="fields">An object with its fields, such as <c>new { apiKey = "…", allowPrivateAddresses = true }</c>; secrets as text.</param>
    /// <param name="cancellationToken">Cancels the storing.</param>
    /// <exception cref="ConnectionRefusedException">Something is wrong with the fields.</exception>
    public Task ConnectAsync(string name, string type, object fields, CancellationToken cancellationToken) =>
        Services.GetRequiredService<ConnectionDirectory>().SaveAsync(name, type, Members(fields), cancellationToken);

    /// <summary>Makes the test call of a connection.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ConnectionTest> TestConnectionAsync(string name, CancellationToken cancellationToken) =>
        Services.GetRequiredService<ConnectionDirectory>().TestAsync(name, cancellationToken);

    /// <summary>Fills a drop-down as the designer does when the activity is selected.</summary>
    /// <param name="activityType">The activity's type.</param>
    /// <param name="input">The input's name, such as "Campaign".</param>
    /// <param name="values">An object with the inputs that are filled in already, such as <c>new { connection = "acme" }</c>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArgumentException">There is no such activity or input.</exception>
    public Task<ChoiceList> ListChoicesAsync(string activityType, string input, object values, CancellationToken cancellationToken)
    {
        var descriptor = Services.GetRequiredService<ActivityRegistry>().Find(activityType)?.Inputs.FirstOrDefault(candidate => candidate.Name == input)
            ?? throw new ArgumentException($"There is no activity '{activityType}' with an input '{input}'.", nameof(input));
        var literals = Members(values).ToDictionary(member => member.Key, member => ValueConversion.ToText(member.Value?.Deserialize<JsonElement>() ?? WorkflowJson.Null), StringComparer.OrdinalIgnoreCase);
        return Services.GetRequiredService<InputChoices>().ListAsync(descriptor, literals, cancellationToken);
    }

    /// <summary>Calls a webhook by POST, as another system does. See <see cref="RunsAsync"/> for what it started.</summary>
    /// <param name="path">The path of the trigger, which is below /webhooks/.</param>
    /// <param name="body">The body, sent as UTF-8.</param>
    /// <param name="headers">The headers, such as a signature; null for none.</param>
    /// <param name="cancellationToken">Given to the trigger.</param>
    /// <returns>What the other system is answered; status 404 where no published trigger has the path.</returns>
    public async Task<WebhookReply> CallWebhookAsync(string path, string body, IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken)
    {
        using var sent = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var answered = new MemoryStream();
        var context = new DefaultHttpContext { RequestAborted = cancellationToken };
        context.Request.Method = HttpMethods.Post;
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("localhost");
        context.Request.Path = $"{WebhookEndpoints.BasePath}/{path.TrimStart('/')}";
        context.Request.Body = sent;
        context.Request.ContentLength = sent.Length;
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            context.Request.Headers[name] = value;
        context.Response.Body = answered;
        await Services.GetRequiredService<WebhookEndpoints>().HandleAsync(context, path);
        return new WebhookReply(context.Response.StatusCode, context.Response.ContentType, Encoding.UTF8.GetString(answered.ToArray()));
    }
}
