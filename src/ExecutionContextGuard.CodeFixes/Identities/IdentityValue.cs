using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Identities;

/// <summary>What one parameter of the constructor gets.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Text">The expression as it will stand there.</param>
/// <param name="Source">Where it was written, for one that a set-up gave.</param>
internal sealed record IdentityValue(string Parameter, string Text, TextSpan? Source = null);
