using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>An expected status code with what runs when it comes.</summary>
internal sealed record StatusCase(int StatusCode, ActivityPort? Activity);
