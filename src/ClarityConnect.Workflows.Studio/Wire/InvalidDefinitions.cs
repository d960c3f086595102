using ClarityConnect.Workflows.Engine.Definitions;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Studio.Wire;

/// <summary>Answers definitions that cannot be read or published with 400 and every problem.</summary>
internal sealed class InvalidDefinitions : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (DefinitionInvalidException exception)
        {
            return Answer.Invalid(exception.Problems);
        }
        catch (BadHttpRequestException exception)
        {
            return Answer.Json(Refusal.Of(exception.StatusCode, [exception.Message]), exception.StatusCode);
        }
    }
}
