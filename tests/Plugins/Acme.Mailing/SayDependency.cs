using ClarityConnect.Workflows.Sdk.Activities;
using Polly;

namespace Acme.Mailing;

/// <summary>Uses a dependency in a version that the server does not have.</summary>
[Activity("Acme.Mailing", "Acme Mailing", "Says which version of a dependency the plugin has.")]
public sealed class SayDependency : CodeActivity<string>
{
    protected override void Execute(ActivityExecutionContext context)
    {
        var tries = 0;
        var policy = Policy.Handle<InvalidOperationException>().Retry(2);
        policy.Execute(() =>
        {
            if (++tries < 3)
                throw new InvalidOperationException();
        });
        context.Set(Result, $"{tries} tries with version {typeof(Policy).Assembly.GetName().Version}");
    }
}
