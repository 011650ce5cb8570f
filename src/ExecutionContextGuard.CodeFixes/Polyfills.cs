// A type that the compiler looks for by name and netstandard2.0 does not have.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit
{
}
